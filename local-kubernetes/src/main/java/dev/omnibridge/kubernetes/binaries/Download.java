package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One file from the network whose content is known by its checksum.
 *
 * @param address where the file is
 * @param sha512 what it must hash to, in hexadecimal
 */
record Download(URI address, String sha512) {
    /** Without a way to the host this is all the time that is lost: name resolution, connect and first answer. */
    private static final Duration ANSWER = Duration.ofSeconds(6);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration BODY = Duration.ofMinutes(5);

    /** Saves the file, and fails with a reason if the host is out of reach or the content is not the expected one. */
    void to(Path file) throws ProvisioningException, InterruptedException {
        // threads of its own, because name resolution knows no timeout
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            var request = HttpRequest.newBuilder(address).build();
            var response = await(
                    threads.submit(() -> client.send(request, BodyHandlers.ofInputStream())), ANSWER, "no answer");
            if (response.statusCode() != 200) {
                throw new ProvisioningException("the answer was HTTP " + response.statusCode() + ", not 200");
            }
            String actual = await(threads.submit(() -> save(response, file)), BODY, "not complete");
            if (!actual.equals(sha512)) {
                throw new ProvisioningException(
                        "its checksum is wrong, so it was thrown away: expected sha512 " + sha512 + ", got " + actual);
            }
        } finally {
            threads.shutdownNow();
            client.shutdownNow();
        }
    }

    private static <T> T await(Future<T> future, Duration limit, String late)
            throws ProvisioningException, InterruptedException {
        try {
            return future.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ProvisioningException(late + " within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new ProvisioningException(reason(Objects.requireNonNullElse(e.getCause(), e)), e);
        }
    }

    /** The JDK's connect failures often have no message. */
    private static String reason(Throwable problem) {
        String kind = problem instanceof ConnectException
                ? "cannot connect"
                : problem.getClass().getSimpleName();
        return problem.getMessage() == null ? kind : kind + ": " + problem.getMessage();
    }

    private static String save(HttpResponse<InputStream> response, Path file)
            throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-512");
        try (var body = new DigestInputStream(response.body(), digest)) {
            Files.copy(body, file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

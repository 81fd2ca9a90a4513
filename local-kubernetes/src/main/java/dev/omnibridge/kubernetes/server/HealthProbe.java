package dev.omnibridge.kubernetes.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks a process of the control plane over HTTP whether it is ready.
 *
 * @param address the path to ask
 * @param certificate the only certificates to trust; the process writes the file itself, so it may not be there yet
 * @param headers what to send along
 */
record HealthProbe(URI address, Optional<Path> certificate, Map<String, String> headers) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static HealthProbe plain(int port, String path) {
        return new HealthProbe(URI.create("http://127.0.0.1:" + port + path), Optional.empty(), Map.of());
    }

    static HealthProbe secure(int port, String path, Path certificate, Map<String, String> headers) {
        return new HealthProbe(URI.create("https://127.0.0.1:" + port + path), Optional.of(certificate), headers);
    }

    /** Whether the answer is 200; anything else, no answer included, means "not yet". */
    boolean succeeds() throws InterruptedException {
        if (certificate.filter(Files::notExists).isPresent()) {
            return false;
        }
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        try {
            if (certificate.isPresent()) {
                builder.sslContext(trusting(certificate.get()));
            }
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
            headers.forEach(request::header);
            try (var client = builder.build()) {
                return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
            }
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("certificate-" + trusted.size(), certificate);
            }
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Leaves out the headers: they hold a token. */
    @Override
    public String toString() {
        return "HealthProbe[" + address + "]";
    }
}

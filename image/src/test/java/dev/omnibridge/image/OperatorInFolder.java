package dev.omnibridge.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The operator as the image starts it.
 *
 * @param readyAfter from the start of its process until its readiness probe was answered with yes
 */
record OperatorInFolder(Process process, Duration readyAfter) implements AutoCloseable {
    private static final Path LOG = Path.of("target", "operator-in-folder.log");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Linux lets it have all, and the heap's size follows from what there is. */
    private static final String MEMORY_OF_THE_POD = "-XX:MaxRAM=512m";

    /** Whether the JVM uses the AOT cache. */
    enum Cache {
        /** It does, or it does not start. */
        ON,
        /** It does not. */
        OFF;

        private String option() {
            return "-XX:AOTMode=" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Starts it, and returns once it is ready. */
    static OperatorInFolder start(ImageFolder folder, Path kubeconfig, Cache cache) {
        int port = freePort();
        ProcessBuilder builder = folder.program(
                        kubeconfig,
                        List.of(
                                "/runtime/bin/java",
                                "@/app/java.options",
                                "run",
                                "--kubeconfig",
                                "/tmp/" + kubeconfig.getFileName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment().put("OMNIBRIDGE_INSTANCE", "image");
        builder.environment().put("OMNIBRIDGE_HEALTH_PORT", Integer.toString(port));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().put("JDK_JAVA_OPTIONS", cache.option() + " " + MEMORY_OF_THE_POD);
        try (HttpClient http = HttpClient.newHttpClient()) {
            long start = System.nanoTime();
            Process process = builder.start();
            while (!isReady(http, port)) {
                assertThat(process.isAlive()).as("runs; see " + LOG).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("ready; see " + LOG)
                        .isLessThan(PATIENCE);
                // fine enough for what is measured, and little work for who is asked
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            return new OperatorInFolder(process, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(HttpClient http, int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/readyz");
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            // nothing listens yet
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What Linux tells of its process, such as {@code VmRSS} or {@code Uid}. */
    String fact(String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, as the kubelet does, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("stops when it is asked to; see " + LOG)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.omnibridge.demo.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The operator in a process of its own, by whatever command: waited for and stopped as the kubelet does it.
 *
 * @param process asked to stop when this is closed
 * @param startedAt on the clock of {@link System#nanoTime()}
 * @param readyAfter from then until its health server said that it is ready
 * @param log what it logs
 */
public record OperatorProgram(Process process, long startedAt, Duration readyAfter, Path log) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Fine enough for what is measured, and little work for who is asked. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /**
     * Starts it on a free health port, and returns once it is ready.
     *
     * @param command with all other settings in its environment
     * @param log file for what it logs; added to
     */
    public static OperatorProgram start(ProcessBuilder command, Path log) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int port = freePort();
            command.environment().put("OMNIBRIDGE_HEALTH_PORT", Integer.toString(port));
            command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .build();
            long startedAt = System.nanoTime();
            Process process = command.start();
            while (!isReady(http, probe)) {
                boolean isOver = System.nanoTime() - startedAt > PATIENCE.toNanos();
                if (isOver || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "the operator " + (isOver ? "is not ready within a minute" : "ended") + "; see " + log);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return new OperatorProgram(process, startedAt, Duration.ofNanos(System.nanoTime() - startedAt), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the operator", e);
        }
    }

    /** Asks it to stop, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the operator did not stop within a minute; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest probe) {
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            // nothing listens yet
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the operator starts", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package dev.omnibridge.demo.bench;

import dev.omnibridge.operator.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The operator as it is shipped, in a process of its own: with the flags of the image and the memory limit of {@code
 * config/manager}, so that its memory can be told.
 */
final class OperatorProcess implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAM=512m",
            "-XX:MaxRAMPercentage=60",
            "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final long startedAt;
    private final long readyAt;

    private OperatorProcess(Process process, long startedAt, long readyAt) {
        this.process = process;
        this.startedAt = startedAt;
        this.readyAt = readyAt;
    }

    /**
     * Starts it and returns once its health server says that it is ready.
     *
     * @param log file for what it logs; added to
     */
    static OperatorProcess start(Path kubeconfig, Path log, Patience patience) {
        try {
            int port = freePort();
            long startedAt = System.nanoTime();
            var builder = new ProcessBuilder(command(kubeconfig))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("OMNIBRIDGE_INSTANCE", "benchmark");
            builder.environment().put("OMNIBRIDGE_HEALTH_PORT", Integer.toString(port));
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            Process process = builder.start();
            try (var client = HttpClient.newHttpClient()) {
                patience.until("operator ready; see " + log, () -> isReady(client, port));
            }
            return new OperatorProcess(process, startedAt, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the operator", e);
        }
    }

    private static List<String> command(Path kubeconfig) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "run", "--kubeconfig", kubeconfig.toString()));
        return command;
    }

    private static boolean isReady(HttpClient client, int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // its health server does not listen yet
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

    /** When the process was started, on the clock of {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    /** From start to ready, in milliseconds. */
    long readyMillis() {
        return TimeUnit.NANOSECONDS.toMillis(readyAt - startedAt);
    }

    /** Resident memory now, in MB. */
    long residentMegabytes() {
        return Machine.residentMegabytes(process.pid());
    }

    /** Processor time since its start. */
    Duration processorTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the operator's process is gone"));
    }

    /** Asks it to stop, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("the operator did not stop within a minute");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

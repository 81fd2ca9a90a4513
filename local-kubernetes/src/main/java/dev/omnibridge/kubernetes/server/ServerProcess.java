package dev.omnibridge.kubernetes.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One running process of the control plane. */
final class ServerProcess {
    private static final int TAIL_LINES = 30;
    private static final int POLL_MILLIS = 50;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ServerCommand command;
    private final Process process;

    private ServerProcess(ServerCommand command, Process process) {
        this.command = command;
        this.process = process;
    }

    static ServerProcess start(ServerCommand command) {
        var line = new ArrayList<String>();
        line.add(command.program().toString());
        line.addAll(command.flags());
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        // our build ends when its standard input does, so a killed JVM leaves no server behind
        builder.environment().put("KUBETEST_LIFELINE", "stdin");
        try {
            return new ServerProcess(command, builder.start());
        } catch (IOException e) {
            throw new KubernetesStartException("cannot start " + command.program() + ": " + e.getMessage(), e);
        }
    }

    /** Returns once all its probes succeed; throws with the tail of its log when it ends or {@code limit} passes. */
    ServerProcess awaitReady(Duration limit) throws InterruptedException {
        var late = new CompletableFuture<Void>().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
        while (!isReady()) {
            // waiting for the process rather than sleeping: its end is noticed at once
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw failure("ended with exit code " + process.exitValue() + " before it was ready");
            }
            if (late.isDone()) {
                throw failure("was not ready within " + limit.toSeconds() + " s");
            }
        }
        return this;
    }

    private boolean isReady() throws InterruptedException {
        for (HealthProbe probe : command.ready()) {
            if (!probe.succeeds()) {
                return false;
            }
        }
        return true;
    }

    private KubernetesStartException failure(String what) {
        return new KubernetesStartException(command.name() + " " + what + ". The end of its log:\n" + tail());
    }

    private String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(command.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + command.log() + " cannot be read: " + e.getMessage() + ")";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end and gives it time to write its data; kills it after that. */
    void stop() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        kill();
    }
}

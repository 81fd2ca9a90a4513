package dev.omnibridge.demo.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator in a process of its own, with the flags of the image and the memory limit of {@code config/manager}, so that its memory can be told. */
final class OperatorProcess implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAM=512m",
            "-XX:MaxRAMPercentage=60",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=dev/omnibridge/demo/logback-demo.xml");

    private final Process process;
    private final long startedAt;
    private final long readyAt;

    private OperatorProcess(Process process, long startedAt, long readyAt) {
        this.process = process;
        this.startedAt = startedAt;
        this.readyAt = readyAt;
    }

    /** Starts it and returns once it says that it is ready. */
    static OperatorProcess start(Path kubeconfig, Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Ddemo.log=" + log);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(OperatorProgram.class.getName(), kubeconfig.toString()));
        long startedAt = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(log + ".err")))
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (!OperatorProgram.READY.equals(line)) {
                process.destroyForcibly();
                throw new IllegalStateException("the operator did not start; see " + log + ".err");
            }
            return new OperatorProcess(process, startedAt, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

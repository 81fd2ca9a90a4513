package dev.omnibridge.demo.bench;

import dev.omnibridge.demo.world.OperatorProgram;
import dev.omnibridge.operator.app.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The operator as it is shipped, in a process of its own: with the flags of the image and the memory limit of {@code
 * config/manager}, so that its memory can be told.
 */
final class OperatorProcess implements AutoCloseable {
    private static final String MEMORY_OF_THE_POD = "-XX:MaxRAM=512m";

    private final OperatorProgram program;

    private OperatorProcess(OperatorProgram program) {
        this.program = program;
    }

    /**
     * Starts it and returns once its health server says that it is ready.
     *
     * @param log file for what it logs; added to
     * @throws IOException if the flags can't be written beside it
     */
    static OperatorProcess start(Path kubeconfig, Path log) throws IOException {
        Path flags = log.resolveSibling("jvm.options");
        try (InputStream ofTheImage = Main.class.getResourceAsStream("jvm.options")) {
            Files.copy(Objects.requireNonNull(ofTheImage, "jvm.options"), flags, StandardCopyOption.REPLACE_EXISTING);
        }
        var builder = new ProcessBuilder(command(kubeconfig, flags));
        builder.environment().put("OMNIBRIDGE_INSTANCE", "benchmark");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new OperatorProcess(OperatorProgram.start(builder, log));
    }

    private static List<String> command(Path kubeconfig, Path flags) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + flags,
                MEMORY_OF_THE_POD,
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--kubeconfig",
                kubeconfig.toString());
    }

    /** When the process was started, on the clock of {@link System#nanoTime()}. */
    long startedAt() {
        return program.startedAt();
    }

    /** From start to ready, in milliseconds. */
    long readyMillis() {
        return program.readyAfter().toMillis();
    }

    /** Resident memory now, in MB. */
    long residentMegabytes() {
        return Machine.residentMegabytes(program.process().pid());
    }

    /** Processor time since its start. */
    Duration processorTime() {
        return program.process()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the operator's process is gone"));
    }

    /** Asks it to stop, and waits for that. */
    @Override
    public void close() {
        program.close();
    }
}

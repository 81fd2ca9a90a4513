package dev.omnibridge.demo.bench;

import dev.omnibridge.demo.world.OperatorProgram;
import dev.omnibridge.operator.app.Main;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    private final OperatorProgram program;

    private OperatorProcess(OperatorProgram program) {
        this.program = program;
    }

    /**
     * Starts it and returns once its health server says that it is ready.
     *
     * @param log file for what it logs; added to
     */
    static OperatorProcess start(Path kubeconfig, Path log) {
        var builder = new ProcessBuilder(command(kubeconfig));
        builder.environment().put("OMNIBRIDGE_INSTANCE", "benchmark");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new OperatorProcess(OperatorProgram.start(builder, log));
    }

    private static List<String> command(Path kubeconfig) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "run", "--kubeconfig", kubeconfig.toString()));
        return command;
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

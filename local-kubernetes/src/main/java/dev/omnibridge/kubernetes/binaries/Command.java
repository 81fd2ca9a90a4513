package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program that is run to its end.
 *
 * @param line the program and its arguments
 * @param directory where it runs
 * @param environment what is added to this process's environment
 */
record Command(List<String> line, Path directory, Map<String, String> environment) {
    private static final int KEPT_LINES = 15;

    Command(List<String> line) {
        this(line, Path.of("."), Map.of());
    }

    /**
     * Runs it and gives each line it prints to {@code output}.
     *
     * @throws ProvisioningException if it cannot be started or exits other than with 0; the message holds its last lines
     */
    void run(Consumer<String> output) throws ProvisioningException, InterruptedException {
        var last = new ArrayDeque<String>();
        var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ProvisioningException("cannot run " + line.getFirst() + ": " + e.getMessage(), e);
        }
        try (var reader = process.inputReader()) {
            reader.lines().forEach(text -> {
                if (last.size() == KEPT_LINES) {
                    last.removeFirst();
                }
                last.addLast(text);
                output.accept(text);
            });
            int exit = process.waitFor();
            if (exit != 0) {
                throw new ProvisioningException("`" + String.join(" ", line.subList(0, Math.min(2, line.size())))
                        + "` ended with " + exit + ":\n      " + String.join("\n      ", last));
            }
        } catch (IOException e) {
            throw new ProvisioningException("cannot read the output of " + line.getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}

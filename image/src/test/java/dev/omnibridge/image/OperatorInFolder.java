package dev.omnibridge.image;

import dev.omnibridge.demo.world.OperatorProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The operator as the image starts it. */
record OperatorInFolder(OperatorProgram program) implements AutoCloseable {
    private static final Path LOG = Path.of("target", "operator-in-folder.log");

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
        ProcessBuilder builder = folder.program(
                kubeconfig,
                List.of(
                        "/runtime/bin/java",
                        "@/app/java.options",
                        "run",
                        "--kubeconfig",
                        "/tmp/" + kubeconfig.getFileName()));
        builder.environment().put("OMNIBRIDGE_INSTANCE", "image");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().put("JDK_JAVA_OPTIONS", cache.option() + " " + MEMORY_OF_THE_POD);
        return new OperatorInFolder(OperatorProgram.start(builder, LOG));
    }

    /** What Linux tells of its process, such as {@code VmRSS} or {@code Uid}. */
    String fact(String name) {
        try {
            return Files.readAllLines(
                            Path.of("/proc", Long.toString(program.process().pid()), "status"))
                    .stream()
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
        program.close();
    }
}

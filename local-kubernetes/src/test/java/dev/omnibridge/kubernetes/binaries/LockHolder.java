package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the cache's lock until its standard input ends; file locks tell only processes apart. */
final class LockHolder {

    private LockHolder() {}

    /** The program; its argument is the lock file. */
    public static void main(String[] arguments) throws IOException {
        try (var file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            System.out.println("locked");
            System.in.readAllBytes();
        }
    }

    /** Starts the process and returns once it has the lock. */
    static Process start(Path lock) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (!"locked".equals(line)) {
            throw new IOException("the lock holder said " + line);
        }
        return process;
    }
}

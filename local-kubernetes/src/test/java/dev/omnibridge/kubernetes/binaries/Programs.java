package dev.omnibridge.kubernetes.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Executable files under the names of real programs. */
final class Programs {

    private Programs() {}

    /** Puts programs of these names into a directory, which is made if needed. */
    static Path in(Path directory, String... names) {
        try {
            Files.createDirectories(directory);
            for (String name : names) {
                script(directory.resolve(name), "exit 0");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An executable shell script. */
    static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

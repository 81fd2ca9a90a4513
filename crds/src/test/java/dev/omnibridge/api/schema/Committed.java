package dev.omnibridge.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file under version control that must be what the code would write. */
final class Committed {
    private static final boolean REWRITE = Boolean.getBoolean("crds.rewrite");

    private Committed() {}

    static void assertSame(Path file, String expected) {
        try {
            if (REWRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
            }
            assertThat(file)
                    .as("%s is not what the types say; write it with mvn -pl crds -am verify -Dcrds.rewrite=true", file)
                    .exists()
                    .hasContent(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

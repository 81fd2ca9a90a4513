package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file under version control that must be what the code would write. */
final class Committed {
    private static final String REWRITE =
            "mvn -pl helm -am test -Dtest='WrittenTemplates*,ValuesTable*,Golden*' -Dhelm.rewrite=true -Dsurefire.failIfNoSpecifiedTests=false";

    private Committed() {}

    static void assertSame(Path file, String expected) {
        try {
            if (Boolean.getBoolean("helm.rewrite")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
            }
            assertThat(file)
                    .as("%s is out of date; write it with %s", file, REWRITE)
                    .exists()
                    .hasContent(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.omnibridge.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that grows long has a second subject, which wants a name of its own. */
class SourceFilesTest {

    private static final int LONGEST = 350;

    @Test
    void noneOfAnyModuleIsLong() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            List<Path> files = all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("target"))
                    .toList();

            assertThat(files)
                    .hasSizeGreaterThan(500)
                    .allSatisfy(file ->
                            assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST));
        }
    }
}

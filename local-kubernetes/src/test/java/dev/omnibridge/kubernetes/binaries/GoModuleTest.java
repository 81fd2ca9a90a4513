package dev.omnibridge.kubernetes.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoModuleTest {
    @TempDir
    private Path target;

    @Test
    void the_jar_holds_every_file_of_the_module_as_it_is_in_the_repository() throws IOException {
        Path repository = Path.of("server");
        var expected = new TreeMap<String, String>();
        try (var files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                expected.put(repository.relativize(file).toString(), Files.readString(file));
            }
        }

        assertThat(GoModule.packaged().files()).isEqualTo(expected);
    }

    @Test
    void its_hash_changes_with_a_file_and_its_version_is_the_one_it_requires() {
        var changed = new TreeMap<>(GoModule.packaged().files());
        changed.compute("main.go", (_, text) -> text + "// changed\n");

        assertThat(new GoModule(changed).hash())
                .matches("[0-9a-f]{12}")
                .isNotEqualTo(GoModule.packaged().hash());
        assertThat(GoModule.packaged().kubernetesVersion()).matches("1\\.35\\.\\d+");
    }

    @Test
    void the_oldest_accepted_go_is_the_one_of_go_mod() {
        assertThat(GoModule.packaged().files().get("go.mod")).contains("\ngo " + GoModule.MINIMUM_GO + ".");
    }

    @Test
    void writing_it_gives_the_same_files() throws IOException {
        GoModule.packaged().writeTo(target);

        assertThat(target.resolve("internal/lifeline/lifeline.go"))
                .hasSameTextualContentAs(Path.of("server/internal/lifeline/lifeline.go"));
    }
}

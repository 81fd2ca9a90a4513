package dev.omnibridge.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To rewrite the files after a change of the rights: {@code mvn -pl operator -am test -Dtest=RbacManifestsTest -Domnibridge.rewrite=true}. */
class RbacManifestsTest {

    private static final Path CONFIG = Path.of("..", "config", "rbac");

    @Test
    void theCommittedManifestsAreThoseOfTheListOfRights() throws IOException {
        for (Map.Entry<String, String> file : RbacManifests.files().entrySet()) {
            Path path = CONFIG.resolve(file.getKey());
            if (Boolean.getBoolean("omnibridge.rewrite")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            assertThat(path).content().isEqualTo(file.getValue());
        }
    }
}

package dev.omnibridge.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("configuration.rewrite")) {
            Files.writeString(PAGE, ConfigurationReference.page());
        }
        assertThat(PAGE)
                .as("%s; write it with mvn -pl operator -am verify -Dconfiguration.rewrite=true", PAGE)
                .hasContent(ConfigurationReference.page());
    }
}

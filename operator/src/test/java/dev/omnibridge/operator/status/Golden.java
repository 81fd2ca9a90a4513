package dev.omnibridge.operator.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a status with a file of the test resources: YAML, with each condition in one line and without times. After a difference what was
 * found lies under {@code target/golden}.
 */
final class Golden {

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private Golden() {}

    static void assertSame(Object status, String file) throws IOException {
        String found = text(YAML.valueToTree(status));
        try (InputStream expected = Golden.class.getResourceAsStream("/status/" + file)) {
            String text = expected == null ? "" : new String(expected.readAllBytes(), UTF_8);
            if (!text.equals(found)) {
                Path written = Path.of("target", "golden", file);
                Files.createDirectories(written.getParent());
                Files.writeString(written, found);
            }
            assertThat(found).as("status/%s", file).isEqualTo(text);
        }
    }

    private static String text(ObjectNode status) throws IOException {
        StringBuilder conditions = new StringBuilder("conditions:\n");
        status.remove("conditions")
                .forEach(condition -> conditions
                        .append("  - %s %s %s: %s"
                                .formatted(
                                        condition.get("type").asText(),
                                        condition.get("status").asText(),
                                        condition.get("reason").asText(),
                                        condition.get("message").asText())
                                .stripTrailing())
                        .append('\n'));
        return YAML.writeValueAsString(status) + conditions;
    }
}

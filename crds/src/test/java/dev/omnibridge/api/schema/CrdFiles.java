package dev.omnibridge.api.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Where the CRDs of each stage are, and how they are written. */
final class CrdFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES, YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    /** The module's folder, which is where the build runs its tests. */
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private CrdFiles() {}

    static JsonNode generated(KindFrame frame) {
        return read(MODULE.resolve("target/generated-crds/" + frame.plural() + ".omnibridge.dev-v1.yml"));
    }

    static JsonNode committed(KindFrame frame) {
        return read(committedFile(frame));
    }

    static Path committedFile(KindFrame frame) {
        return repository().resolve("config/crd/bases").resolve(frame.fileName());
    }

    static Path repository() {
        return MODULE.resolveSibling("");
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String write(JsonNode crd) {
        try {
            return "# Written from the Java types by: mvn -pl crds -am verify -Dcrds.rewrite=true\n"
                    + YAML.writeValueAsString(crd);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

package dev.omnibridge.operator.claim;

import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedTest {

    private static final FieldHash HASH = new FieldHash("prod-mgmt");
    private static final String LONG = "x".repeat(65);

    @Test
    void whatIsWrittenIsReadAgain() {
        Applied applied =
                Applied.of(SpecMark.of(7), Map.of("spec.talos.version", "1.13.8", "spec.labels[team]", "a"), HASH);

        assertThat(read(applied.text(HASH), Map.of())).contains(applied);
    }

    @Test
    void itIsOneLineOfJson() {
        String text = Applied.of(SpecMark.of(7), Map.of("spec.annotations[note]", "two\nlines"), HASH)
                .text(HASH);

        assertThat(text).isEqualTo("{\"v\":1,\"gen\":7,\"fields\":{\"spec.annotations[note]\":\"two\\nlines\"}}");
    }

    @Test
    void valuesOfMoreThan64BytesAreKeptAsAHash() {
        String text = Applied.of(SpecMark.of(1), Map.of("spec.annotations[note]", LONG), HASH)
                .text(HASH);

        assertThat(text).doesNotContain("xxx").contains("{\"hash\":\"" + HASH.of(LONG) + "\"}");
        assertThat(read(text, Map.of()).orElseThrow().fields())
                .containsEntry("spec.annotations[note]", new Remembered.Hash(HASH.of(LONG)));
    }

    @Test
    void sixtyFourBytesAreKeptAsTheyAre() {
        assertThat(Remembered.of("x".repeat(64), HASH)).isEqualTo(new Remembered.Value("x".repeat(64)));
        assertThat(Remembered.of("ü".repeat(33), HASH)).isInstanceOf(Remembered.Hash.class);
    }

    @Test
    void theHashDependsOnTheInstanceAndNothingElse() {
        assertThat(new FieldHash("prod-mgmt").of(LONG)).isEqualTo(HASH.of(LONG)).hasSize(32);
        assertThat(new FieldHash("other").of(LONG)).isNotEqualTo(HASH.of(LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"v\":2,\"gen\":1,\"fields\":{}}", "{\"gen\":1}"})
    void whatCantBeReadIsNoMemory(String text) {
        assertThat(read(text, Map.of())).isEmpty();
    }

    @Test
    void aResourceWithoutTheAnnotationHasNoMemory() {
        assertThat(Applied.read(cluster("demo", "1", "2"), Map.of(), HASH)).isEmpty();
    }

    @Test
    void beyondTheBoundOfOmniEachFieldIsKnownByAShortHash() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 128; i++) {
            many.put("spec.labels[" + "k".repeat(190) + i + "]", LONG);
        }
        Applied applied = Applied.of(SpecMark.of(3), many, HASH);
        String text = applied.text(HASH);

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(16_384);
        assertThat(read(text, many)).contains(applied);
        Map<String, String> edited = new HashMap<>(many);
        String changed = many.keySet().iterator().next();
        edited.put(changed, "another value");
        edited.put("spec.labels[new]", "v");
        Applied found = read(text, edited).orElseThrow();
        assertThat(found.fields()).hasSize(127).doesNotContainKeys(changed, "spec.labels[new]");
        assertThat(applied.fields()).containsAllEntriesOf(found.fields());
    }

    private static Optional<Applied> read(String text, Map<String, String> declared) {
        Resource<ClusterSpec> resource = cluster("demo", "1", "2").withAnnotation(ClaimKeys.APPLIED, text);
        return Applied.read(resource, declared, HASH);
    }
}

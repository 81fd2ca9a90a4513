package dev.omnibridge.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every field of every kind, whoever adds the next one. */
@ParameterizedClass
@MethodSource("dev.omnibridge.api.schema.KindFrame#all")
class SchemaInvariantsTest {
    private static final Pattern NAMES_A_FILE =
            Pattern.compile("\\b(?i:file|path|directory|folder|mount)s?\\b|(File|Path|Dir)s?\\b");

    private final KindFrame frame;
    private final JsonNode crd;
    private final List<Field> fields;

    SchemaInvariantsTest(KindFrame frame) {
        this.frame = frame;
        crd = CrdFiles.committed(frame);
        fields = Field.of(crd);
    }

    @Test
    void everyFieldHasADescription() {
        // Kubernetes allows none for metadata
        assertNone(field -> field.description().isBlank() && !field.path().equals("metadata"));
    }

    @Test
    void everyOptionalSpecFieldSaysWhatAbsentMeans() {
        assertNone(field -> field.path().startsWith("spec.")
                && !field.required()
                && field.whenAbsent().isBlank());
    }

    @Test
    void noFieldHasADefaultSoThatAnAppliedFileComesBackUnchanged() {
        assertThat(crd.findValues("default")).isEmpty();
    }

    @Test
    void noFieldAcceptsAnythingAtAll() {
        assertThat(crd.findValues("x-kubernetes-preserve-unknown-fields")).isEmpty();
        assertThat(crd.findValues("nullable")).isEmpty();
        assertNone(field -> !field.schema().has("type"));
    }

    @Test
    @DisplayName("R36: no field of a spec names a file, so none can name one of the operator's")
    void noFieldOfASpecNamesAFile() {
        assertNone(field -> field.path().startsWith("spec.")
                && NAMES_A_FILE.matcher(field.path() + " " + field.meaning()).find());
    }

    @Test
    void everyTextIsBounded() {
        assertNone(field -> isUnboundedText(field.schema())
                || isUnboundedText(field.schema().path("items"))
                || isUnboundedText(field.schema().path("additionalProperties")));
    }

    @Test
    void everyListIsBoundedAndSaysHowServerSideApplyMergesIt() {
        assertNone(field -> field.schema().path("type").asText().equals("array")
                && !(field.schema().has("maxItems") && field.schema().has("x-kubernetes-list-type")));
    }

    @Test
    void everyMapIsBounded() {
        assertNone(field ->
                field.schema().has("additionalProperties") && !field.schema().has("maxProperties"));
    }

    @Test
    void everyNumberHasAFormatAndALowerBound() {
        assertNone(field -> field.schema().path("type").asText().equals("integer")
                && !(field.schema().has("format") && field.schema().has("minimum")));
    }

    @Test
    void everyRuleHasAMessageAndIsThereOnce() {
        List<Rule> rules = Rule.of(crd);

        assertThat(rules).isNotEmpty().doesNotHaveDuplicates();
        assertThat(rules).noneMatch(rule -> rule.message().isBlank());
    }

    @Test
    void columnsFieldSelectorsAndScaleReadFieldsOfTheirType() {
        Map<String, List<String>> types =
                Map.of("string", List.of("string"), "integer", List.of("integer"), "date", List.of("string"));
        for (Column column : frame.columns()) {
            if (column.jsonPath().startsWith(".metadata") || column.jsonPath().contains("[?(")) {
                continue;
            }
            assertThat(types.get(column.type())).as(column.name()).contains(typeOf(column.jsonPath()));
        }
        assertThat(frame.selectable())
                .allSatisfy(path -> assertThat(typeOf(path)).isEqualTo("string"));
        Optional<KindFrame.Scale> scale = frame.scale();
        assertThat(scale.stream().flatMap(s -> Stream.of(s.specReplicasPath(), s.statusReplicasPath())))
                .allSatisfy(path -> assertThat(typeOf(path)).isEqualTo("integer"));
        assertThat(scale.stream().map(KindFrame.Scale::labelSelectorPath))
                .allSatisfy(path -> assertThat(typeOf(path)).isEqualTo("string"));
    }

    private String typeOf(String jsonPath) {
        return fields.stream()
                .filter(field -> jsonPath.equals("." + field.path()))
                .map(field -> field.schema().path("type").asText())
                .findFirst()
                .orElse("no such field");
    }

    private void assertNone(Predicate<Field> fault) {
        assertThat(fields).isNotEmpty();
        assertThat(fields.stream().filter(fault).map(Field::path)).isEmpty();
    }

    private static boolean isUnboundedText(JsonNode schema) {
        return schema.path("type").asText().equals("string")
                && !schema.has("maxLength")
                && !schema.has("enum")
                && !schema.path("format").asText().equals("date-time");
    }
}

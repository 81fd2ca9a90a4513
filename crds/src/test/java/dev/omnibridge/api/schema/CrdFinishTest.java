package dev.omnibridge.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The finishing step on a CRD small enough to be read here. */
class CrdFinishTest {
    private static final KindFrame THINGS = new KindFrame(
            "things",
            "A thing.",
            List.of(Column.READY, Column.text("Zone", ".spec.zone").onlyWide(), Column.AGE),
            List.of(".spec.zone"),
            Optional.of(new KindFrame.Scale(".spec.size", ".status.size", ".status.selector")));

    private static final String GENERATED = """
            spec:
              names: {plural: things}
              versions:
                - name: v1
                  additionalPrinterColumns: [{name: Age, jsonPath: .metadata.creationTimestamp, type: date}]
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            size: {type: integer, minimum: 1.0, maximum: 10.0}
                            zone:
                              type: string
                              x-kubernetes-validations:
                                - {rule: self != 'a', message: not a}
                                - {rule: self != 'b', message: not b}
                                - {rule: self != 'a', message: not a}
                            secretRef: {type: object, properties: {name: {type: string}}}
                            ids: {type: array, items: {type: string}}
                            kubeconfig:
                              type: object
                              properties: {groups: {type: array, items: {type: string}}}
                        status:
                          type: object
                          properties:
                            observedGeneration: {type: integer}
                            startedAt: {type: string}
                            format: {type: string}
                            conditions:
                              type: array
                              items: {type: object, properties: {lastTransitionTime: {type: string}}}
                  subresources: {status: {}}
            """;

    private final JsonNode version =
            CrdFinish.finish(CrdFiles.parse(GENERATED), THINGS).at("/spec/versions/0");
    private final JsonNode schema = version.at("/schema/openAPIV3Schema");
    private final JsonNode spec = schema.at("/properties/spec/properties");
    private final JsonNode status = schema.at("/properties/status/properties");

    @Test
    void aRuleThatTheGeneratorWroteTwiceIsThereOnceAndTheOrderStays() {
        assertThat(spec.at("/zone/x-kubernetes-validations"))
                .extracting(rule -> rule.get("message").asText())
                .containsExactly("not a", "not b");
    }

    @Test
    void wholeNumbersGetFormatsAndWholeBounds() {
        assertThat(spec.get("size"))
                .isEqualTo(CrdFiles.parse("{type: integer, minimum: 1, maximum: 10, format: int32}"));
        assertThat(status.at("/observedGeneration/format").asText()).isEqualTo("int64");
    }

    @Test
    void timesAreKnownByTheirNames() {
        assertThat(status.at("/startedAt/format").asText()).isEqualTo("date-time");
        assertThat(status.at("/conditions/items/properties/lastTransitionTime/format")
                        .asText())
                .isEqualTo("date-time");
        assertThat(status.get("format").has("format")).isFalse();
    }

    @Test
    void listsAreAtomicUnlessTheyAreConditionsOrSets() {
        assertThat(spec.at("/ids/x-kubernetes-list-type").asText()).isEqualTo("atomic");
        assertThat(spec.at("/kubeconfig/properties/groups/x-kubernetes-list-type")
                        .asText())
                .isEqualTo("set");
        assertThat(status.at("/conditions/x-kubernetes-list-type").asText()).isEqualTo("map");
        assertThat(status.at("/conditions/x-kubernetes-list-map-keys/0").asText())
                .isEqualTo("type");
    }

    @Test
    void referencesAreReplacedAsAWhole() {
        assertThat(spec.at("/secretRef/x-kubernetes-map-type").asText()).isEqualTo("atomic");
        assertThat(spec.get("kubeconfig").has("x-kubernetes-map-type")).isFalse();
    }

    @Test
    void columnsComeInTheOrderInWhichPeopleReadThem() {
        assertThat(version.get("additionalPrinterColumns"))
                .extracting(column -> column.get("name").asText())
                .containsExactly("Ready", "Zone", "Age");
        assertThat(version.at("/additionalPrinterColumns/1/priority").asInt()).isEqualTo(1);
    }

    @Test
    void selectableFieldsScaleAndTheRequiredSpecAreAdded() {
        assertThat(version.at("/selectableFields/0/jsonPath").asText()).isEqualTo(".spec.zone");
        assertThat(version.at("/subresources")).isEqualTo(CrdFiles.parse("""
                        status: {}
                        scale:
                          specReplicasPath: .spec.size
                          statusReplicasPath: .status.size
                          labelSelectorPath: .status.selector
                        """));
        assertThat(schema.at("/required/0").asText()).isEqualTo("spec");
        assertThat(schema.get("description").asText()).isEqualTo("A thing.");
    }

    @Test
    void theGeneratedCrdItselfIsLeftAsItWas() {
        JsonNode generated = CrdFiles.parse(GENERATED);

        CrdFinish.finish(generated, THINGS);

        assertThat(generated).isEqualTo(CrdFiles.parse(GENERATED));
    }

    @Test
    void aSecondVersionIsRefusedUntilSomebodyDecidesWhatDiffers() {
        JsonNode two = CrdFiles.parse("spec: {names: {plural: things}, versions: [{name: v1}, {name: v2}]}");

        assertThatThrownBy(() -> CrdFinish.finish(two, THINGS)).hasMessageContaining("things has 2 versions");
    }

    @Test
    void theCrdOfAnotherKindIsRefused() {
        JsonNode other = CrdFiles.parse("spec: {names: {plural: others}}");

        assertThatThrownBy(() -> CrdFinish.finish(other, THINGS)).hasMessageContaining("not the CRD of things");
    }
}

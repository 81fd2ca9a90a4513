package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.server.Api.Answer;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kubectl scale} and autoscalers, who see nothing of a set but its {@code /scale}. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ScaleTest {
    private static final String SELECTOR = "omnibridge.dev/connection=default,omnibridge.dev/cluster=team-a-demo";

    private final Api api;

    ScaleTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @AfterEach
    void removeTheSet() {
        api.delete("OmniMachineSet", "demo");
    }

    @Test
    void scaleShowsWantedAndAllocatedMachinesAndTheirSelector() {
        create(Base.WORKERS, "{}");
        api.patch(
                "OmniMachineSet",
                "demo",
                "/status",
                Yaml.parse("status: {machines: {allocated: 2}, selector: '%s'}".formatted(SELECTOR)),
                false);

        JsonNode scale = scale();

        assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(scale.at("/status/replicas").asInt()).isEqualTo(2);
        assertThat(scale.at("/status/selector").asText()).isEqualTo(SELECTOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1, 0, 10_000})
    @DisplayName("R27: scaling changes the number of workers and nothing else")
    void scaleChangesTheNumberOfWorkersAndNothingElse(int replicas) {
        create(Base.WORKERS, "spec: {name: gpu, updateStrategy: {type: Rolling, rolling: {maxParallelism: 2}}}");
        ObjectNode expected = spec().deepCopy();
        ((ObjectNode) expected.get("machineClass")).put("replicas", replicas);

        Answer answer = scaleTo(replicas);

        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
        assertThat(spec()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, should be greater than or equal to 0", "10001, should be less than or equal to 10000"})
    void scaleObeysTheBoundsOfTheField(int replicas, String message) {
        create(Base.WORKERS, "{}");
        JsonNode before = spec();

        Answer answer = scaleTo(replicas);

        assertRefused(answer, message, before);
    }

    @Test
    @DisplayName("R52: scaling a control plane to 0 is refused through /scale itself")
    void aControlPlaneIsNeverScaledToNothing() {
        create(Base.CONTROL_PLANE, "{}");
        JsonNode before = spec();

        Answer answer = scaleTo(0);

        assertRefused(answer, "a control plane needs machineClass.replicas of 1 or more", before);
        assertThat(scaleTo(1).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{machineClass: null, machines: [10011802-c798-4da7-a410-f09abb48c8d8]} | machineClass.name: Required",
                "{machineClass: {replicas: null, unlimited: true}} | set exactly one of machineClass.replicas or"
            })
    void aSetWithoutReplicasCanNotBeScaled(String sizedOtherwise, String message) {
        create(Base.WORKERS, "spec: " + sizedOtherwise);
        JsonNode before = spec();

        Answer answer = scaleTo(4);

        assertRefused(answer, message, before);
        assertThat(scale().path("message").asText()).contains("\".spec.machineClass.replicas\" does not exist");
    }

    private void create(Base base, String change) {
        Answer answer = api.create(Yaml.merge(base.object(), Yaml.parse(change)), false);
        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
    }

    private JsonNode scale() {
        return api.get("OmniMachineSet", "/demo/scale", Api.JSON);
    }

    private JsonNode spec() {
        return api.get("OmniMachineSet", "/demo", Api.JSON).get("spec");
    }

    /** What kubectl sends without a precondition. */
    private Answer scaleTo(int replicas) {
        return api.patch(
                "OmniMachineSet", "demo", "/scale", Yaml.parse("spec: {replicas: %d}".formatted(replicas)), false);
    }

    private void assertRefused(Answer answer, String message, JsonNode before) {
        assertThat(answer.isAccepted()).isFalse();
        assertThat(answer.body().path("message").asText()).contains(message);
        assertThat(spec()).isEqualTo(before);
    }
}

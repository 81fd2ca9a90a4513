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
import org.junit.jupiter.params.provider.ValueSource;

/** What Flux, Argo CD and {@code kubectl apply --server-side} leave behind when a file changes. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ServerSideApplyTest {
    private static final String ONE = "spec: {machineClass: null, machines: [10021802-c798-4da7-a410-f09abb48c8d8]}";
    private static final String TWO = "spec: {machineClass: null, machines: [10011802-c798-4da7-a410-f09abb48c8d8,"
            + " 10021802-c798-4da7-a410-f09abb48c8d8]}";
    private static final String NONE = "spec: {machineClass: null, machines: []}";
    private static final String CLASS = "{}";

    private final Api api;

    ServerSideApplyTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @AfterEach
    void removeTheObjects() {
        api.delete("OmniMachineSet", "demo");
        api.delete("OmniCluster", "demo");
        api.delete("OmniConnection", "demo");
    }

    @Test
    @DisplayName("R25: a list of machines goes from entries to empty and stays empty")
    void aListOfMachinesGoesFromEntriesToEmptyAndStaysEmpty() {
        assertThat(applySet(TWO).path("machines")).hasSize(2);
        assertThat(applySet(ONE).path("machines")).hasSize(1);
        assertThat(applySet(NONE).path("machines").isArray()).isTrue();
        assertThat(applySet(NONE).path("machines")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, NONE})
    @DisplayName("R25: a list that leaves the file is absent and not empty")
    void aListThatLeavesTheFileIsAbsentAndNotEmpty(String before) {
        applySet(before);

        assertThat(applySet(CLASS).has("machines")).isFalse();
    }

    @Test
    void anAppliedFileComesBackWithoutDefaults() {
        ObjectNode file = Yaml.merge(Base.CLUSTER.object(), Yaml.parse("spec: {kubeconfig: {}, features: {}}"));

        JsonNode stored = apply(file, "git").body();

        assertThat(stored.get("spec")).isEqualTo(file.get("spec"));
    }

    @Test
    void aReferenceOfAnotherManagerIsReplacedAsAWholeSoThatOneSourceRemains() {
        apply(caBundle("configMapKeyRef"), "git");

        JsonNode stored = apply(caBundle("secretKeyRef"), "platform&force=true").body();

        assertThat(stored.at("/spec/tls/caBundle")).isEqualTo(Yaml.parse("secretKeyRef: {name: ca, key: ca.crt}"));
    }

    @Test
    void labelsOfTwoFilesAreMergedByKey() {
        apply(Yaml.merge(Base.CLUSTER.object(), Yaml.parse("spec: {labels: {a: '1'}}")), "git");

        JsonNode stored = apply(Yaml.merge(Base.CLUSTER.object(), Yaml.parse("spec: {labels: {b: '2'}}")), "team")
                .body();

        assertThat(stored.at("/spec/labels")).isEqualTo(Yaml.parse("{a: '1', b: '2'}"));
    }

    private JsonNode applySet(String change) {
        return apply(Yaml.merge(Base.WORKERS.object(), Yaml.parse(change)), "git")
                .body()
                .get("spec");
    }

    private static ObjectNode caBundle(String source) {
        return Yaml.merge(
                Base.CONNECTION.object(),
                Yaml.parse("spec: {tls: {caBundle: {%s: {name: ca, key: ca.crt}}}}".formatted(source)));
    }

    private Answer apply(ObjectNode object, String manager) {
        Answer answer = api.apply(object, manager);
        assertThat(answer.isAccepted()).as("%s", answer.body()).isTrue();
        return answer;
    }
}

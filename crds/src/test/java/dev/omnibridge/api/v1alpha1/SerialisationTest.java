package dev.omnibridge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records through the serialization that the Kubernetes client uses. */
class SerialisationTest {
    private final KubernetesSerialization json = new KubernetesSerialization();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"machines\":[]",
                ",\"machines\":[\"10011802-c798-4da7-a410-f09abb48c8d8\"]",
            })
    void aListKeepsItsThreeStates(String machines) {
        String text = "{\"clusterRef\":{\"name\":\"demo\"},\"role\":\"Worker\"" + machines + "}";

        OmniMachineSetSpec spec = read(text, OmniMachineSetSpec.class);

        assertThat(json.asJson(spec)).isEqualTo(text);
    }

    @Test
    void anAbsentListIsNotAnEmptyOne() {
        assertThat(set(null).machines()).isNull();
        assertThat(set(List.of()).machines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"labels\":{},", "\"labels\":{\"b\":\"1\",\"a\":\"\"},"})
    void aMapKeepsItsThreeStatesAndItsOrder(String labels) {
        String text = "{" + "\"kubernetes\":{\"version\":\"1.35.2\"},\"talos\":{\"version\":\"1.13.8\"}," + labels
                + "\"paused\":false}";

        assertThat(json.asJson(read(text, OmniClusterSpec.class))).isEqualTo(text);
    }

    @Test
    void aValueOfANewerSchemaIsLeftOutAndToldAndCopiesKnowItToo() {
        OmniMachineSet set = read("""
                {"metadata": {"name": "demo-workers", "annotations": {"a": "b"}},
                 "spec": {"clusterRef": {"name": "demo"}, "role": "LoadBalancer", "deletionPolicy": "Delete",
                  "updateStrategy": {"type": "Canary"}},
                 "status": {"held": [{"resource": "MachineSets/x", "gate": "Moon"}]}}
                """, OmniMachineSet.class);

        assertThat(UnknownValues.of(set))
                .containsExactly(
                        new UnknownValue("spec.role", "LoadBalancer", List.of("ControlPlane", "Worker")),
                        new UnknownValue("spec.updateStrategy.type", "Canary", List.of("Unset", "Rolling")),
                        new UnknownValue(
                                "status.held[0].gate",
                                "Moon",
                                List.of("Paused", "Protected", "OmniLock", "MachineLock", "PreCheck", "Approval")));
        assertThat(set.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.DELETE);
        assertThat(set.getMetadata().getAnnotations()).containsEntry("a", "b");
        assertThat(UnknownValues.of(read(json.asJson(set), OmniMachineSet.class)))
                .isEqualTo(UnknownValues.of(set));
    }

    @Test
    void whereAllIsKnownNothingIsLeftOut() {
        OmniCluster cluster = read("""
                {"metadata": {"name": "demo", "uid": "u"},
                 "spec": {"kubernetes": {"version": "1.35.2"}, "talos": {"version": "1.13.8"}, "managementPolicy": "Observe"},
                 "status": {"clusterUUID": "4f1c2b9e"}}
                """, OmniCluster.class);

        assertThat(UnknownValues.of(cluster)).isEmpty();
        assertThat(cluster.getSpec().managementPolicy()).isEqualTo(ManagementPolicy.OBSERVE);
        assertThat(cluster.getStatus().clusterUuid()).isEqualTo("4f1c2b9e");
        assertThat(cluster.getMetadata().getUid()).isEqualTo("u");
    }

    @Test
    void enumsAndIdsAreSpelledAsKubernetesAndOmniSpellThem() {
        var status = OmniClusterStatusBuilder.builder()
                .clusterUuid("4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11")
                .policy(new EffectivePolicy(
                        ManagementPolicy.OBSERVE,
                        PolicySource.CONNECTION,
                        DeletionPolicy.RETAIN,
                        PolicySource.MANAGEMENT_POLICY,
                        AdoptionPolicy.IF_UNCLAIMED))
                .build();

        assertThat(json.asJson(status))
                .isEqualTo("{\"clusterUUID\":\"4f1c2b9e-7d55-4b0e-9a3f-0c2f6d1b8e11\",\"policy\":{\"management\":"
                        + "\"Observe\",\"managementFrom\":\"Connection\",\"deletion\":\"Retain\",\"deletionFrom\":\"ManagementPolicy\","
                        + "\"adoption\":\"IfUnclaimed\"}}");
    }

    @Test
    void aFieldOfANewerSchemaIsSkippedAndTheRestIsRead() {
        var spec = read(
                "{\"kubernetes\":{\"version\":\"1.35.2\",\"channel\":\"x\"},\"talos\":{\"version\":\"1.13.8\"},"
                        + "\"later\":{\"a\":1}}",
                OmniClusterSpec.class);

        assertThat(spec.kubernetes().version()).isEqualTo("1.35.2");
    }

    @Test
    void aRecordDoesNotChangeWithTheCollectionsItWasMadeFrom() {
        List<String> machines = new ArrayList<>(List.of("10011802-c798-4da7-a410-f09abb48c8d8"));
        Map<String, String> labels = new LinkedHashMap<>(Map.of("team", "a"));
        OmniMachineSetSpec set = set(machines);
        var cluster = OmniClusterSpecBuilder.builder()
                .kubernetes(new KubernetesVersion("1.35.2"))
                .talos(new TalosVersion("1.13.8"))
                .labels(labels)
                .build();

        machines.clear();
        labels.clear();

        assertThat(set.machines()).hasSize(1);
        assertThat(cluster.labels()).containsExactly(Map.entry("team", "a"));
    }

    @Test
    void aWholeObjectComesBackAsItWas() {
        var set = new OmniMachineSet();
        set.getMetadata().setName("demo-workers");
        set.setSpec(set(List.of()));
        set.setStatus(OmniMachineSetStatusBuilder.builder()
                .observedGeneration(1L)
                .conditions(List.of(ConditionBuilder.builder()
                        .type("Ready")
                        .status(ConditionStatus.FALSE)
                        .reason("InsufficientMachines")
                        .message("1 of 3")
                        .lastTransitionTime("2026-11-20T10:00:00Z")
                        .build()))
                .build());

        OmniMachineSet back = read(json.asYaml(set), OmniMachineSet.class);

        assertThat(back).isEqualTo(set);
        assertThat(json.asJson(set)).contains("\"status\":\"False\"").doesNotContain("null");
    }

    private OmniMachineSetSpec set(@Nullable List<String> machines) {
        return OmniMachineSetSpecBuilder.builder()
                .clusterRef(new ClusterReference("demo"))
                .role(MachineSetRole.WORKER)
                .machines(machines)
                .build();
    }

    private <T> T read(String text, Class<T> type) {
        return Objects.requireNonNull(json.unmarshal(text, type));
    }
}

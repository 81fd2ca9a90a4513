package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.talos;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.SetScene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The patch says what Omni has, in the words of the spec, or there is none. */
class SuggestedPatchTest {

    private final GivenCluster object = GivenCluster.named("demo")
            .withFinalizer()
            .spec(s -> s.labels(Map.of("team", "a", "room", "7")).features(new ClusterFeatures(true, null, true)));

    @Test
    void versionsSwitchesAndLabelsOfACluster() {
        Resource<ClusterSpec> changed = cluster("demo", "1.13.9", "1.35.2").withLabel("team", "b \"quoted\"");
        changed = changed.withSpec(changed.spec().toBuilder()
                .setFeatures(ClusterSpec.Features.newBuilder().setDiskEncryption(true))
                .build());

        assertThat(ofCluster(changed)).contains("""
                {"spec":{"talos":{"version":"1.13.9"},"features":{"enableWorkloadProxy":false},\
                "labels":{"room":null,"team":"b \\"quoted\\""}}}""");
    }

    @Test
    void thereIsNoneWhereOneOfTheDifferencesCantBeSaid() {
        Resource<ClusterSpec> changed = cluster("demo", "1.13.9", "1.35.2")
                .withLabel("team", "x".repeat(1025))
                .withLabel("room", "7");

        assertThat(ofCluster(changed)).isEmpty();
        assertThat(ofCluster(changed.withLabel("team", "line\nbreak"))).isEmpty();
    }

    @Test
    void underObserveWhatOmniFixesAtCreationCantBeAccepted() {
        Resource<ClusterSpec> other =
                cluster("demo", "1.13.8", "1.35.2").withLabel("team", "a").withLabel("room", "7");
        GivenOmni omni = new GivenOmni().with(talos("1.13.8", "1.35.2"), other);

        DriftFound found =
                ClusterPass.of(omni, object.observing()).plan().work().drift();

        assertThat(found.items()).extracting(DriftItem::path).contains("spec.features.diskEncryption");
        assertThat(found.suggestedPatch()).isEmpty();
    }

    @Test
    void sizesOfASet() {
        assertThat(ofSet(allocation -> allocation.setMachineCount(5)))
                .contains("{\"spec\":{\"machineClass\":{\"replicas\":5,\"unlimited\":null}}}");
        assertThat(ofSet(allocation ->
                        allocation.setMachineCount(0).setAllocationType(MachineAllocation.Type.Unlimited)))
                .contains("{\"spec\":{\"machineClass\":{\"replicas\":null,\"unlimited\":true}}}");
        assertThat(ofSet(allocation -> allocation.setName("small")))
                .contains("{\"spec\":{\"machineClass\":{\"name\":\"small\"}}}");
        assertThat(ofSet(allocation -> allocation.setMachineCount(10_001))).isEmpty();
    }

    @Test
    void aControlPlaneHasAtLeastOneMachine() {
        GivenMachineSet object = GivenMachineSet.named("demo-control-planes", "demo")
                .controlPlane()
                .withFinalizer();
        for (int size : List.of(0, 5)) {
            SetScene scene = new SetScene()
                    .claimedSet(
                            object,
                            controlPlanes("demo", ofClass("big", size)),
                            Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));
            assertThat(scene.pass(object).plan().work().drift().suggestedPatch().isPresent())
                    .isEqualTo(size > 0);
        }
    }

    @Test
    void parallelismOfASetAndItsAbsence() {
        assertThat(ofStrategy(UpdateStrategy.Rolling, Optional.of(4)))
                .contains("{\"spec\":{\"updateStrategy\":{\"rolling\":{\"maxParallelism\":4}}}}");
        assertThat(ofStrategy(UpdateStrategy.Rolling, Optional.empty()))
                .contains("{\"spec\":{\"updateStrategy\":{\"rolling\":null}}}");
        assertThat(ofStrategy(UpdateStrategy.Unset, Optional.of(4))).isEmpty();
    }

    private Optional<String> ofCluster(Resource<ClusterSpec> changed) {
        Map<String, String> applied = Map.of(
                "spec.talos.version", "1.13.8",
                "spec.kubernetes.version", "1.35.2",
                "spec.features.enableWorkloadProxy", "true",
                "spec.features.diskEncryption", "true",
                "spec.labels[team]", "a",
                "spec.labels[room]", "7");
        GivenOmni omni = new GivenOmni()
                .with(
                        talos("1.13.8", "1.35.2"),
                        talos("1.13.9", "1.35.2"),
                        claimed(changed, ClusterPass.ownerOf(object), applied));
        return ClusterPass.of(omni, object).plan().work().drift().suggestedPatch();
    }

    private static Optional<String> ofSet(Consumer<MachineAllocation.Builder> change) {
        MachineSetSpec.Builder spec = ofClass("big", 3).toBuilder();
        change.accept(spec.getMachineAllocationBuilder());
        GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo").withFinalizer();
        SetScene scene = new SetScene()
                .claimedSet(
                        set,
                        workers("demo", "demo-workers", spec.build()),
                        Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));
        return scene.pass(set).plan().work().drift().suggestedPatch();
    }

    private static Optional<String> ofStrategy(UpdateStrategy type, Optional<Integer> parallelism) {
        MachineSetSpec.Builder spec = ofClass("big", 3).toBuilder().setUpdateStrategy(type);
        parallelism.ifPresent(machines ->
                spec.getUpdateStrategyConfigBuilder().getRollingBuilder().setMaxParallelism(machines));
        GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo")
                .withFinalizer()
                .spec(s -> s.updateStrategy(new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(2))));
        SetScene scene = new SetScene()
                .claimedSet(
                        set,
                        workers("demo", "demo-workers", spec.build()),
                        Map.of(
                                "spec.machineClass.name", "big",
                                "spec.machineClass.replicas", "3",
                                "spec.updateStrategy.type", "Rolling",
                                "spec.updateStrategy.rolling.maxParallelism", "2"));
        return scene.pass(set).plan().work().drift().suggestedPatch();
    }
}

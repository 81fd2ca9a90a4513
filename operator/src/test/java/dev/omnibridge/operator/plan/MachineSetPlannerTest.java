package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.given.OmniResources.controlPlanes;
import static dev.omnibridge.operator.given.OmniResources.machineClass;
import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static dev.omnibridge.operator.given.SetScene.M1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategyConfig;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.MachineSetPass;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineSetPlannerTest {

    private static final Map<String, String> THREE =
            Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3");

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object =
            GivenMachineSet.named("demo-workers", "demo").withFinalizer();

    @Test
    void aWorkerSetIsMadeRollingAsTemplatesDo() {
        Create create = (Create) operations(object).getFirst();

        assertThat(create.resource().reference()).isEqualTo("MachineSets/demo-workers");
        assertThat(create.resource().labels())
                .isEqualTo(Map.of("omni.sidero.dev/cluster", "demo", "omni.sidero.dev/role-worker", ""));
        assertThat(create.resource().spec()).isEqualTo(ofClass("big", 3));
        assertThat(create.resource().annotations())
                .containsEntry("omnibridge.dev/owner", "prod-mgmt/OmniMachineSet/team-a/demo-workers");
    }

    @Test
    void aControlPlaneSetHasItsRoleAndName() {
        Create create = (Create) operations(object.controlPlane()).getFirst();

        assertThat(create.resource().id()).isEqualTo("demo-control-planes");
        assertThat(create.resource().labels()).containsEntry("omni.sidero.dev/role-controlplane", "");
    }

    @Test
    @DisplayName("R27: scaling writes the size and nothing else")
    void scaling() {
        scene.claimedSet(object, workers("demo", "demo-workers", ofClass("big", 3)), THREE);
        Resource<MachineSetSpec> before = scene.set("demo-workers");

        scene.pass(object.ofClass("big", 5)).carriedOut();

        Resource<MachineSetSpec> after = scene.set("demo-workers");
        assertThat(after.spec())
                .isEqualTo(before.spec().toBuilder()
                        .setMachineAllocation(
                                before.spec().getMachineAllocation().toBuilder().setMachineCount(5))
                        .build());
        assertThat(after.labels()).isEqualTo(before.labels());
    }

    @Test
    void driftOfASourceThatIsRefusedIsToldAndNotPutRight() {
        scene.claimedSet(
                object,
                workers("demo", "demo-workers", ofClass("big", 4)),
                Map.of("spec.machineClass.name", "gone", "spec.machineClass.replicas", "3"));
        MachineSetPass later = scene.pass(object.ofClass("gone", 3)).later(61);

        assertThat(later.plan().work().operations()).isEmpty();
        assertThat(later.plan().work().drift().items())
                .extracting(DriftItem::path)
                .containsExactly("spec.machineClass.name", "spec.machineClass.replicas");
        assertThat(later.decide().findings()).extracting(Finding::reason).containsExactly(Reason.WAITING_FOR_REFERENCE);
    }

    @Test
    void replicasToUnlimitedIsOneStep() {
        scene.omni.with(controlPlanes("demo", manual()));
        scene.claimedSet(object, workers("demo", "demo-workers", ofClass("big", 3)), THREE);

        scene.pass(object.unlimited("big")).carriedOut();

        assertThat(scene.set("demo-workers").spec().getMachineAllocation())
                .isEqualTo(MachineAllocation.newBuilder()
                        .setName("big")
                        .setAllocationType(MachineAllocation.Type.Unlimited)
                        .build());
    }

    @Test
    void theOlderFieldOfTheAllocationIsReadAndNeverWritten() {
        MachineSetSpec old = MachineSetSpec.newBuilder()
                .setMachineClass(MachineAllocation.newBuilder().setName("big").setMachineCount(3))
                .build();
        scene.claimedSet(object, workers("demo", "demo-workers", old), THREE);
        assertThat(operations(object)).isEmpty();

        scene.pass(object.ofClass("big", 4)).carriedOut();

        assertThat(scene.set("demo-workers").spec().hasMachineClass()).isFalse();
        assertThat(scene.set("demo-workers").spec().getMachineAllocation().getMachineCount())
                .isEqualTo(4);
    }

    @Test
    void strategiesAreKeptAndGoBackToWhatACreationWouldSend() {
        GivenMachineSet rolling = object.spec(
                s -> s.updateStrategy(unset()).upgradeStrategy(rolling(2)).deleteStrategy(rolling(3)));
        scene.pass(rolling).carriedOut();
        MachineSetSpec made = scene.set("demo-workers").spec();
        assertThat(made.getUpdateStrategy()).isEqualTo(UpdateStrategy.Unset);
        assertThat(made.getUpgradeStrategyConfig().getRolling().getMaxParallelism())
                .isEqualTo(2);
        assertThat(made.getDeleteStrategyConfig().getRolling().getMaxParallelism())
                .isEqualTo(3);

        GivenMachineSet dropped =
                object.spec(s -> s.updateStrategy(null).upgradeStrategy(null).deleteStrategy(null));
        scene.pass(dropped).carriedOut();

        assertThat(scene.set("demo-workers").spec()).isEqualTo(ofClass("big", 3));
    }

    @Test
    @DisplayName("R24: a strategy set in the UI stays while the spec has none")
    void unmanagedStrategy() {
        MachineSetSpec ui = ofClass("big", 3).toBuilder()
                .setDeleteStrategy(UpdateStrategy.Rolling)
                .setDeleteStrategyConfig(UpdateStrategyConfig.newBuilder()
                        .setRolling(MachineSetSpec.RollingUpdateStrategyConfig.newBuilder()
                                .setMaxParallelism(9)))
                .build();
        scene.claimedSet(object, workers("demo", "demo-workers", ui), THREE);

        scene.pass(object.ofClass("big", 4)).carriedOut();

        assertThat(scene.set("demo-workers").spec().getDeleteStrategyConfig()).isEqualTo(ui.getDeleteStrategyConfig());
        assertThat(scene.set("demo-workers").spec().getDeleteStrategy()).isEqualTo(UpdateStrategy.Rolling);
    }

    @Test
    void anUnknownClassIsWaitedForAndTheKnownOnesAreNamed() {
        scene.omni.with(machineClass("a"), machineClass("b"), machineClass("c"), machineClass("d"), machineClass("e"));

        Work work = scene.pass(object.ofClass("huge", 3)).plan().work();

        assertThat(work.operations()).isEmpty();
        assertThat(work.findings())
                .containsExactly(
                        new Finding(
                                Reason.WAITING_FOR_REFERENCE,
                                "spec.machineClass.name: Omni has no machine class huge; there are a, b, big, c, d and 1 more"));
    }

    @Test
    void anUnknownClassHoldsUpNothingElseOfAnExistingSet() {
        scene.claimedSet(object, workers("demo", "demo-workers", ofClass("big", 3)), THREE);
        GivenMachineSet changed = object.ofClass("huge", 5).spec(s -> s.deleteStrategy(rolling(1)));

        Work work = scene.pass(changed).plan().work();

        assertThat(work.findings()).extracting(Finding::reason).containsExactly(Reason.WAITING_FOR_REFERENCE);
        assertThat(((Update) work.operations().getFirst()).changes())
                .extracting(FieldChange::path)
                .containsExactly("spec.deleteStrategy.type", "spec.deleteStrategy.rolling.maxParallelism");
    }

    @Test
    void listedMachinesBecomeAClassOnlyInAnEmptySet() {
        scene.claimedSet(object, workers("demo", "demo-workers", manual()), Map.of())
                .bound(object, M1, "demo-workers");

        assertThat(reasons(object)).containsExactly(Reason.SWITCH_NEEDS_EMPTY_SET);
        assertThat(operations(object)).isEmpty();

        scene.omni.without(ResourceTypes.MACHINE_SET_NODES, M1);
        assertThat(operations(object)).hasSize(1);
    }

    @Test
    void aClassSetNeverBecomesAListOfMachines() {
        scene.claimedSet(object, workers("demo", "demo-workers", ofClass("big", 3)), THREE);

        assertThat(reasons(object.machines(M1))).containsExactly(Reason.IMMUTABLE_IN_OMNI);
        assertThat(operations(object)).isEmpty();
    }

    @Test
    void anUnlimitedSetLetsTheControlPlaneGoFirst() {
        GivenMachineSet unlimited = object.unlimited("big");
        assertThat(reasons(unlimited)).containsExactly(Reason.WAITING_FOR_OMNI);

        scene.omni.with(controlPlanes("demo", ofClass("big", 3)));
        scene.allocated("demo-control-planes", 2);
        assertThat(reasons(unlimited)).containsExactly(Reason.WAITING_FOR_OMNI);
        assertThat(operations(unlimited)).isEmpty();

        scene.allocated("demo-control-planes", 3);
        assertThat(operations(unlimited)).hasSize(1);
    }

    @Test
    void aControlPlaneOfAnotherClusterAndTheSameClassGoesFirstToo() {
        scene.omni.with(controlPlanes("demo", manual()), controlPlanes("other", ofClass("big", 1)));

        assertThat(reasons(object.unlimited("big"))).containsExactly(Reason.WAITING_FOR_OMNI);
    }

    @Test
    void anUnlimitedSetThatExistsStaysSo() {
        MachineSetSpec spec = MachineSetSpec.newBuilder()
                .setUpdateStrategy(UpdateStrategy.Rolling)
                .setMachineAllocation(MachineAllocation.newBuilder()
                        .setName("big")
                        .setAllocationType(MachineAllocation.Type.Unlimited))
                .build();
        scene.claimedSet(object, workers("demo", "demo-workers", spec), Map.of());

        assertThat(reasons(object.unlimited("big"))).isEmpty();
    }

    @Test
    void nodesThatOmniMadeAreNotForeign() {
        scene.claimedSet(object, workers("demo", "demo-workers", ofClass("big", 3)), THREE);
        scene.omni.with(node(M1, "demo", "demo-workers")
                .withLabel("omni.sidero.dev/managed-by-machine-set-node-controller", ""));

        assertThat(scene.pass(object).plan().foreign()).isEmpty();
        assertThat(operations(object)).isEmpty();
    }

    private List<Operation> operations(GivenMachineSet set) {
        MachineSetPass pass = scene.pass(set);
        return pass.plan().work().operations();
    }

    private List<Reason> reasons(GivenMachineSet set) {
        return scene.pass(set).decide().findings().stream().map(Finding::reason).toList();
    }

    private static MachineStrategy unset() {
        return new MachineStrategy(StrategyType.UNSET, null);
    }

    private static MachineStrategy rolling(int machines) {
        return new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(machines));
    }
}

package dev.omnibridge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MachineMessageTest {

    @Test
    void aMachineThatIsFineHasNone() {
        assertThat(message(s -> s.setStage(Stage.RUNNING).setReady(true), r -> r))
                .isEmpty();
    }

    @Test
    void beingRemovedComesBeforeBeingUnreachable() {
        assertThat(message(s -> s.setIsRemoved(true), MachineMessageTest::disconnected))
                .isEqualTo("removed from Omni");
    }

    @Test
    void anUnreachableMachineKeepsItsLastStage() {
        assertThat(message(s -> s.setStage(Stage.RUNNING), MachineMessageTest::disconnected))
                .isEqualTo("unreachable, last stage Running");
        assertThat(message(s -> s.setStage(Stage.BEFORE_DESTROY), MachineMessageTest::disconnected))
                .isEqualTo("unreachable, last stage BeforeDestroy");
    }

    @Test
    void aRefusedConfigurationIsQuoted() {
        assertThat(message(
                        s -> s.setStage(Stage.RUNNING)
                                .setReady(true)
                                .setConfigApplyStatus(ConfigApplyStatus.FAILED)
                                .setLastConfigError("unknown field machine.netwrok"),
                        r -> r))
                .isEqualTo("configuration refused: unknown field machine.netwrok");
    }

    @Test
    void aRunningMachineThatIsNotReadySaysWhatTalosWaitsFor() {
        MachineStatusSnapshotSpec snapshot = MachineStatusSnapshotSpec.newBuilder()
                .setMachineStatus(MachineStatusEvent.newBuilder()
                        .setStatus(MachineStatusEvent.MachineStatus.newBuilder()
                                .addUnmetConditions(MachineStatusEvent.MachineStatus.UnmetCondition.newBuilder()
                                        .setName("services")
                                        .setReason("etcd is not healthy"))))
                .build();
        Machine machine = machine(s -> s.setStage(Stage.RUNNING), r -> r, Optional.of(snapshot), Optional.empty());

        assertThat(MachineMessage.of(machine)).isEqualTo("running, not ready: services (etcd is not healthy)");
    }

    @Test
    void aMachineInMaintenanceSaysWhatOmniSaysOfIt() {
        Resource<MachineStatusSpec> inventory = Resource.of(
                ResourceTypes.MACHINE_STATUSES,
                "m",
                MachineStatusSpec.newBuilder()
                        .setLastError("the machine time is out of sync")
                        .build());

        assertThat(MachineMessage.of(
                        machine(s -> s.setStage(Stage.CONFIGURING), r -> r, Optional.empty(), Optional.of(inventory))))
                .isEqualTo("waiting for its configuration: the machine time is out of sync");
        assertThat(MachineMessage.of(machine(
                        s -> s.setStage(Stage.CONFIGURING),
                        r -> r,
                        Optional.empty(),
                        Optional.of(inventory.withLabel(OmniKeys.INVALID_STATE, "")))))
                .startsWith("waiting for its configuration; Omni can't talk to its Talos");
    }

    @Test
    void anIdThatNoMachineHasIsTold() {
        Machine typed = new Machine("m", Optional.empty(), Optional.empty(), Optional.empty(), true, false, false);
        Resource<MachineStatusSpec> inventory =
                Resource.of(ResourceTypes.MACHINE_STATUSES, "m", MachineStatusSpec.getDefaultInstance());
        Machine joined =
                new Machine("m", Optional.empty(), Optional.of(inventory), Optional.empty(), true, false, false);

        assertThat(MachineMessage.of(typed))
                .isEqualTo("Omni knows no machine of this id: correct it, or let the machine join");
        assertThat(MachineMessage.of(joined)).isEqualTo("bound to the set, not in the cluster yet");
    }

    @Test
    void aMachineThatIsFineAndHasToGoSaysSo() {
        Machine fine =
                machine(s -> s.setStage(Stage.RUNNING).setReady(true), r -> r, Optional.empty(), Optional.empty());
        Machine leaving = new Machine("m", fine.status(), fine.inventory(), fine.snapshot(), false, true, false);

        assertThat(MachineMessage.of(leaving)).isEqualTo("about to leave");
    }

    @Test
    void anUpdateThatWaitsForAnUnlockSaysSo() {
        assertThat(message(s -> s.setStage(Stage.RUNNING).setReady(true), r -> r.withLabel(OmniKeys.LOCKED_UPDATE, "")))
                .isEqualTo("an update waits for the machine to be unlocked");
    }

    private static String message(
            UnaryOperator<ClusterMachineStatusSpec.Builder> spec,
            UnaryOperator<Resource<ClusterMachineStatusSpec>> resource) {
        return MachineMessage.of(machine(spec, resource, Optional.empty(), Optional.empty()));
    }

    private static Machine machine(
            UnaryOperator<ClusterMachineStatusSpec.Builder> spec,
            UnaryOperator<Resource<ClusterMachineStatusSpec>> resource,
            Optional<MachineStatusSnapshotSpec> snapshot,
            Optional<Resource<MachineStatusSpec>> inventory) {
        Resource<ClusterMachineStatusSpec> status = Resource.of(
                        ResourceTypes.CLUSTER_MACHINE_STATUSES,
                        "m",
                        spec.apply(ClusterMachineStatusSpec.newBuilder()).build())
                .withLabel(OmniKeys.CONNECTED, "");
        return new Machine("m", Optional.of(resource.apply(status)), inventory, snapshot, true, true, false);
    }

    private static Resource<ClusterMachineStatusSpec> disconnected(Resource<ClusterMachineStatusSpec> resource) {
        return resource.withMetadata(m -> m.removeLabels(OmniKeys.CONNECTED));
    }
}

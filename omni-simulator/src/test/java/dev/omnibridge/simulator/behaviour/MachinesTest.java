package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUS_LABELS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUS_SNAPSHOTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachinesTest {

    private final Scene scene = new Scene(MachineSpeeds.seconds());

    @Test
    @DisplayName("a machine that joins shows its hardware and state as labels")
    void labelsOfANewMachine() {
        String id = scene.machines
                .add(MachineTemplate.of("1.13.7")
                        .withHardware(new Hardware(8, 32768, 500, 10000, "arm64", "Ampere"))
                        .withPlatform("aws", "eu-west-1", "eu-west-1a")
                        .withImageLabel("rack", "7"))
                .id();
        scene.world.runUntilIdle();

        Map<String, String> labels = new TreeMap<>();
        scene.store
                .require(MACHINE_STATUSES, id)
                .labels()
                .forEach((key, value) -> labels.put(key.replace(OmniKeys.PREFIX, ""), value));
        assertThat(labels)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("arch", "arm64"),
                        Map.entry("available", ""),
                        Map.entry("connected", ""),
                        Map.entry("cores", "8"),
                        Map.entry("cpu", "ampere"),
                        Map.entry("mem", "32GiB"),
                        Map.entry("net", "10Gbps"),
                        Map.entry("platform", "aws"),
                        Map.entry("rack", "7"),
                        Map.entry("ready-to-use", ""),
                        Map.entry("region", "eu-west-1"),
                        Map.entry("reporting-events", ""),
                        Map.entry("storage", "500GB"),
                        Map.entry("talos-version", "v1.13.7"),
                        Map.entry("zone", "eu-west-1a")));
        assertThat(scene.store.require(MACHINE_STATUS_LABELS, id).labels())
                .isEqualTo(scene.store.require(MACHINE_STATUSES, id).labels());
    }

    @Test
    @DisplayName("Omni shows a lost machine 275 s later, at its next evaluation, and keeps its last stage")
    void lostMachine() {
        List<String> ids = scene.join(2);
        scene.readyCluster(ids.get(0), ids.subList(1, 2));

        scene.machines.disconnect(ids.get(1));
        scene.world.advance(Duration.ofSeconds(274));
        assertThat(scene.spec(LINKS, ids.get(1)).getConnected()).isTrue();
        scene.world.advance(Duration.ofSeconds(31));

        assertThat(scene.spec(MACHINES, ids.get(1)).getConnected()).isFalse();
        assertThat(scene.store.require(MACHINE_STATUSES, ids.get(1)).labels())
                .containsKey(OmniKeys.DISCONNECTED)
                .doesNotContainKeys(OmniKeys.CONNECTED, OmniKeys.READY_TO_USE);
        var status = scene.store.require(CLUSTER_MACHINE_STATUSES, ids.get(1));
        assertThat(status.spec().getStage()).isEqualTo(Stage.RUNNING);
        assertThat(status.spec().getReady()).isFalse();
        var set = scene.spec(MACHINE_SET_STATUSES, "demo-workers");
        assertThat(set.getPhase()).isEqualTo(MachineSetPhase.Running);
        assertThat(set.getReady()).isFalse();
        assertThat(set.getMachines().getConnected()).isZero();
        assertThat(set.getMachines().getTotal()).isEqualTo(1);

        scene.machines.connect(ids.get(1));
        scene.world.runUntilIdle();
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getReady()).isTrue();
    }

    @Test
    @DisplayName("a machine that comes back in time was never gone")
    void shortLossIsNotSeen() {
        String id = scene.join(1).getFirst();
        scene.timeline.clear();

        scene.machines.disconnect(id);
        scene.world.advance(Duration.ofMinutes(4));
        scene.machines.connect(id);
        scene.world.advance(Duration.ofMinutes(10));

        assertThat(scene.timeline.values(LINKS, id, link -> link.spec().getConnected()))
                .isEmpty();
    }

    @Test
    @DisplayName("a control plane that waits for etcd says why it is not ready")
    void unmetConditions() {
        List<String> ids = scene.join(1);
        scene.readyCluster(ids.get(0), List.of());

        assertThat(scene.timeline.values(
                        MACHINE_STATUS_SNAPSHOTS,
                        ids.get(0),
                        snapshot -> snapshot.spec().getMachineStatus().getStatus().getUnmetConditionsList().stream()
                                .map(condition -> condition.getReason())
                                .toList()))
                .containsExactly("[]", "[etcd is not running]", "[]");
    }

    @Test
    @DisplayName("a node for a machine that Omni doesn't know creates nothing until the machine joins")
    void nodeBeforeMachine() {
        String id = "0b0f1a52-6c8f-4e29-8a0d-3f5b2c1d4e5f";
        scene.cluster("demo");
        scene.manualSet("demo-workers", OmniKeys.ROLE_WORKER);
        scene.node("demo-workers", id);
        scene.settle();
        var waiting = scene.spec(MACHINE_SET_STATUSES, "demo-workers");
        assertThat(waiting.getPhase()).isEqualTo(MachineSetPhase.ScalingUp);
        assertThat(waiting.getMachines().getTotal()).isZero();

        scene.machines.add(id, MachineTemplate.of(Scene.TALOS));
        scene.settle();

        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getReady()).isTrue();
    }

    @Test
    @DisplayName("a removed machine takes its node along")
    void removedMachine() {
        List<String> ids = scene.join(2);
        scene.readyCluster(ids.get(0), ids.subList(1, 2));

        scene.machines.remove(ids.get(1));
        scene.settle();

        assertThat(scene.store.get(MACHINE_SET_NODES, ids.get(1))).isEmpty();
        assertThat(scene.store.get(CLUSTER_MACHINE_STATUSES, ids.get(1))).isEmpty();
        assertThat(scene.store.get(LINKS, ids.get(1))).isEmpty();
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getReady()).isTrue();
    }

    @Test
    @DisplayName(
            "machines outlive a restored backup: unknown ones join anew, those of forgotten clusters are in an invalid state")
    void restoredBackup() {
        List<String> ids = scene.join(2);
        var backup = scene.store.snapshot();
        scene.readyCluster(ids.get(0), ids.subList(1, 2));
        String late = scene.join(1).getFirst();

        scene.store.restore(backup);
        scene.settle();

        assertThat(scene.spec(MACHINES, late).getConnected()).isTrue();
        assertThat(scene.store.require(MACHINE_STATUSES, ids.get(1)).labels()).containsKey(OmniKeys.INVALID_STATE);
        assertThat(scene.spec(MACHINE_STATUSES, ids.get(1)).getLastError()).contains("requires a certificate");
        assertThat(scene.store.require(MACHINE_STATUSES, late).labels()).doesNotContainKey(OmniKeys.INVALID_STATE);
    }

    @Test
    @DisplayName("an id that is no UUID in lower case, or is taken, is refused")
    void badIds() {
        MachineTemplate template = MachineTemplate.of(Scene.TALOS);
        String id = scene.machines.add(template).id();

        assertThatThrownBy(() -> scene.machines.add(id, template)).hasMessageContaining(id);
        assertThatThrownBy(() -> scene.machines.add("0B0F1A52-6C8F-4E29-8A0D-3F5B2C1D4E5F", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower case");
    }

    @Test
    void aRunningMachineThatWaitsForSomethingIsNotReadyAndSaysWhy() {
        List<String> ids = scene.join(2);
        scene.readyCluster(ids.getFirst(), ids.subList(1, 2));

        scene.machines.leaveUnmet(ids.getLast(), "nodeReady", "the node is not ready");
        scene.settle();

        MachineStatusEvent said =
                scene.spec(MACHINE_STATUS_SNAPSHOTS, ids.getLast()).getMachineStatus();
        assertThat(said.getStage()).isEqualTo(MachineStatusEvent.MachineStage.RUNNING);
        assertThat(said.getStatus().getReady()).isFalse();
        assertThat(said.getStatus().getUnmetConditionsList())
                .extracting(unmet -> unmet.getName() + ": " + unmet.getReason())
                .containsExactly("nodeReady: the node is not ready");
        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, ids.getLast()).getReady())
                .isFalse();

        scene.machines.fulfil(ids.getLast());
        scene.settle();
        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, ids.getLast()).getReady())
                .isTrue();
    }
}

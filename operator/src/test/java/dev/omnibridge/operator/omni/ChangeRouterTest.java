package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStatus;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.omni.Affected.Part;
import dev.omnibridge.operator.omni.Affected.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChangeRouterTest {

    private static final String CONNECTION = "default";
    private static final Affected COUNTERS = new Affected.Counters(CONNECTION);

    private final VirtualTime time = new VirtualTime();
    private final ChangeRouter router = new ChangeRouter(time);
    private final List<Set<Affected>> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        router.subscribe(told::add);
    }

    @Test
    void aBurstIsToldOnce() {
        for (int i = 0; i < 100; i++) {
            status("demo", i % 2 == 0, i % 2 == 1);
        }

        time.pass(Duration.ofSeconds(1));

        assertThat(told).containsExactly(Set.of(new Affected.Cluster(CONNECTION, "demo", Part.OBSERVED)));
    }

    @Test
    void aListenerThatFailsKeepsNothingFromTheOthers() {
        List<Set<Affected>> second = new ArrayList<>();
        router.subscribe(affected -> {
            throw new IllegalStateException("for this test");
        });
        router.subscribe(second::add);
        status("demo", false, true);
        time.pass(ChangeRouter.TOGETHER);
        status("demo", true, false);
        time.pass(ChangeRouter.TOGETHER);

        assertThat(second).hasSize(2);
    }

    @Test
    void whatComesAfterATellingIsToldInTheNext() {
        status("one", false, true);
        time.pass(ChangeRouter.TOGETHER);
        status("two", false, true);
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("R58: a change of version, time or finalizers alone wakes nobody")
    void theEnvelopeAloneWakesNobody() {
        Resource<ClusterSpec> before = Declared.cluster("demo");
        Resource<ClusterSpec> after = before.withMetadata(m -> m.setVersion("7").addFinalizers("SomeController"));

        router.changed(CONNECTION, ResourceTypes.CLUSTERS, "demo", before, after);
        time.pass(Duration.ofMinutes(1));

        assertThat(told).isEmpty();
    }

    @Test
    void whatTalosWaitsForWakesTheSetAndClusterOfTheMachine() {
        router.machineSaid(
                CONNECTION,
                said(MachineStage.RUNNING, "etcd is not running"),
                said(MachineStage.RUNNING, "etcd is not healthy"),
                () -> Optional.of(member()));
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told)
                .containsExactly(Set.of(
                        new Affected.Cluster(CONNECTION, "demo", Part.OBSERVED),
                        new Affected.MachineSet(CONNECTION, "demo-workers")));
    }

    @Test
    @DisplayName("R58: what Talos reports of itself wakes nobody, but for what a running machine waits for")
    void heartbeatsWakeNobody() {
        router.machineSaid(
                CONNECTION,
                said(MachineStage.RUNNING, "x"),
                said(MachineStage.RUNNING, "x").withMetadata(m -> m.setVersion("9")),
                () -> Optional.of(member()));
        router.machineSaid(
                CONNECTION,
                said(MachineStage.INSTALLING, "a"),
                said(MachineStage.REBOOTING, "b"),
                () -> Optional.of(member()));
        router.machineSaid(
                CONNECTION,
                said(MachineStage.RUNNING),
                rebooted(said(MachineStage.RUNNING)),
                () -> Optional.of(member()));
        time.pass(Duration.ofMinutes(1));

        assertThat(told).isEmpty();
    }

    @Test
    void aMachineInNoClusterWakesNobody() {
        router.machineSaid(CONNECTION, null, said(MachineStage.RUNNING, "kubelet is not healthy"), Optional::empty);
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told).isEmpty();
    }

    /** As the mirror keeps it. */
    private static Resource<MachineStatusSnapshotSpec> said(MachineStage stage, String... reasons) {
        MachineStatus.Builder status = MachineStatus.newBuilder().setReady(reasons.length == 0);
        for (String reason : reasons) {
            status.addUnmetConditions(MachineStatus.UnmetCondition.newBuilder()
                    .setName("services")
                    .setReason(reason));
        }
        return trimmed(MachineStatusSnapshotSpec.newBuilder()
                .setMachineStatus(
                        MachineStatusEvent.newBuilder().setStage(stage).setStatus(status))
                .setBootId("boot-1")
                .build());
    }

    private static Resource<MachineStatusSnapshotSpec> rebooted(Resource<MachineStatusSnapshotSpec> before) {
        return trimmed(before.spec().toBuilder().setBootId("boot-2").build());
    }

    @SuppressWarnings("unchecked")
    private static Resource<MachineStatusSnapshotSpec> trimmed(MachineStatusSnapshotSpec spec) {
        MirroredKind<MachineStatusSnapshotSpec> kind =
                (MirroredKind<MachineStatusSnapshotSpec>) MirroredKinds.all().stream()
                        .filter(k -> k.type().equals(ResourceTypes.MACHINE_STATUS_SNAPSHOTS))
                        .findFirst()
                        .orElseThrow();
        return Resource.of(
                ResourceTypes.MACHINE_STATUS_SNAPSHOTS, "m1", kind.trim().apply(spec));
    }

    private static Resource<ClusterMachineStatusSpec> member() {
        return Resource.of(ResourceTypes.CLUSTER_MACHINE_STATUSES, "m1", ClusterMachineStatusSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, "demo")
                .withLabel(OmniKeys.MACHINE_SET, "demo-workers");
    }

    @Test
    void aLabelAnAnnotationOrThePhaseWakes() {
        Resource<ClusterSpec> before = Declared.cluster("demo");

        router.changed(CONNECTION, ResourceTypes.CLUSTERS, "demo", before, before.withAnnotation("a", ""));
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told).containsExactly(Set.of(new Affected.Cluster(CONNECTION, "demo", Part.DECLARED), COUNTERS));
    }

    @Test
    void aSetConcernsItselfAndItsCluster() {
        router.changed(
                CONNECTION,
                ResourceTypes.MACHINE_SET_STATUSES,
                "demo-workers",
                null,
                Resource.of(
                                ResourceTypes.MACHINE_SET_STATUSES,
                                "demo-workers",
                                MachineSetStatusSpec.getDefaultInstance())
                        .withLabel(OmniKeys.CLUSTER, "demo"));
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told)
                .containsExactly(Set.of(
                        new Affected.Cluster(CONNECTION, "demo", Part.OBSERVED),
                        new Affected.MachineSet(CONNECTION, "demo-workers")));
    }

    @Test
    void aMachineThatLeavesASetConcernsThoseWhoWaitForMachines() {
        Resource<ClusterMachineSpec> bound = Resource.of(
                        ResourceTypes.CLUSTER_MACHINES, "m1", ClusterMachineSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, "demo")
                .withLabel(OmniKeys.MACHINE_SET, "demo-workers");

        router.changed(CONNECTION, ResourceTypes.CLUSTER_MACHINES, "m1", bound, null);
        time.pass(ChangeRouter.TOGETHER);

        assertThat(told)
                .containsExactly(Set.of(
                        new Affected.Cluster(CONNECTION, "demo", Part.OBSERVED),
                        new Affected.MachineSet(CONNECTION, "demo-workers"),
                        new Affected.Waiting(CONNECTION, Topic.MACHINES)));
    }

    @Test
    void countersAreToldOnlySoOftenAndTheLastChangeIsNotLost() {
        long times = 6;
        for (int second = 0; second < times * ChangeRouter.BETWEEN_COUNTERS.toSeconds(); second++) {
            machine(second % 2 == 0);
            time.pass(Duration.ofSeconds(1));
        }
        time.pass(Duration.ofMinutes(5));

        assertThat(told.stream().filter(set -> set.contains(COUNTERS)).count()).isEqualTo(times + 1);
    }

    @Test
    void onlyObjectsThatSaidSoWaitForTheAccount() {
        WaitingObjects<String> waiting = new WaitingObjects<>();
        waiting.set("short", CONNECTION, Set.of(Topic.MACHINES));
        waiting.set("other account", "second", Set.of(Topic.MACHINES));
        waiting.set("old version", CONNECTION, Set.of(Topic.VERSIONS));
        waiting.set("satisfied", CONNECTION, Set.of(Topic.MACHINES));
        waiting.set("satisfied", CONNECTION, Set.of());

        assertThat(waiting.waitingFor(new Affected.Waiting(CONNECTION, Topic.MACHINES)))
                .containsExactly("short");
    }

    private void status(String cluster, boolean before, boolean after) {
        router.changed(
                CONNECTION, ResourceTypes.CLUSTER_STATUSES, cluster, ready(cluster, before), ready(cluster, after));
    }

    private static Resource<ClusterStatusSpec> ready(String cluster, boolean isReady) {
        return Resource.of(
                ResourceTypes.CLUSTER_STATUSES,
                cluster,
                ClusterStatusSpec.newBuilder().setReady(isReady).build());
    }

    private void machine(boolean isConnected) {
        router.changed(
                CONNECTION, ResourceTypes.MACHINE_STATUSES, "m1", connected(!isConnected), connected(isConnected));
    }

    private static Resource<MachineStatusSpec> connected(boolean isConnected) {
        return Resource.of(
                ResourceTypes.MACHINE_STATUSES,
                "m1",
                MachineStatusSpec.newBuilder().setConnected(isConnected).build());
    }
}

package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.WaitReason;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deletion is a decision: by the policy, whatever the order in which objects go. */
class DeletionStoryTest extends StoryTest {

    private static final String DELETE = "deletionPolicy: Delete";
    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with(DELETE).controlPlanes(1).workers(2);

    DeletionStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 2);
    }

    /** How a client prunes a cluster and its sets. */
    enum Order {
        /** As an ordered prune: the cluster after its sets are gone. */
        SETS_FIRST {
            @Override
            void prune(Story story) {
                story.deleteMachineSet("demo-workers");
                story.deleteMachineSet("demo-control-planes");
                story.awaitSetGone("demo-workers");
                story.awaitSetGone("demo-control-planes");
                story.deleteAll("demo");
            }
        },
        /** The sets only after the cluster is gone. */
        CLUSTER_FIRST {
            @Override
            void prune(Story story) {
                story.deleteAll("demo");
                story.deleteMachineSet("demo-control-planes");
                story.deleteMachineSet("demo-workers");
                story.awaitSetGone("demo-workers");
                story.awaitSetGone("demo-control-planes");
            }
        },
        ALL_AT_ONCE {
            @Override
            void prune(Story story) {
                story.deleteAll("demo", "demo-control-planes", "demo-workers");
            }
        };

        abstract void prune(Story story);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R50: under Delete every order of a prune ends with an empty Omni, and nothing is torn down twice")
    void everyOrderDeletes(Order order) {
        ready(DEMO);
        WriteLog.Mark start = omni.writes().mark();

        order.prune(story);

        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);
        assertThat(omni.simulator().store().list(ResourceTypes.CLUSTERS)).isEmpty();
        assertThat(teardowns(start))
                .extracting(RecordedWrite::id)
                .contains("demo")
                .isSubsetOf("demo", "demo-workers")
                .doesNotHaveDuplicates();
        if (order == Order.SETS_FIRST) {
            assertThat(teardowns(start)).extracting(RecordedWrite::id).containsExactly("demo-workers", "demo");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R50: under Retain no order of a prune tears anything down")
    void everyOrderRetains(Order order) {
        ready(ClusterFile.of("demo").controlPlanes(1).workers(2));
        WriteLog.Mark start = omni.writes().mark();

        order.prune(story);

        aPassGoesBy();
        assertThat(teardowns(start)).isEmpty();
        assertThat(omni.machinesInClusters()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "R50: an unreachable machine is named, holds up nobody else, and the deletion ends by itself when it is back")
    void unreachableMachineIsNamed() {
        ready(DEMO);
        String lost = omni.machineIdsOf("demo-workers").getFirst();
        omni.machines().disconnectAtOnce(lost);
        WriteLog.Mark start = omni.writes().mark();

        story.deleteCluster("demo");
        story.deleteMachineSet("demo-workers");
        story.deleteMachineSet("demo-control-planes");
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(waitingFor("demo"))
                        .filteredOn(machine -> machine.reason() == WaitReason.UNREACHABLE)
                        .extracting(WaitingMachine::machine)
                        .containsExactly(lost));
        aPassGoesBy();
        assertThat(story.cluster("demo")).isPresent();

        omni.machines().connect(lost);
        story.awaitGone("demo");
        story.awaitSetGone("demo-workers");
        assertThat(teardowns(start))
                .extracting(RecordedWrite::id)
                .contains("demo")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "R03: worker sets that vanish from the API server are no deletion, and applied again they are the same sets")
    void vanishedSetIsNoDeletion() {
        ready(DEMO);
        operatorStops();
        story.loseFromBackup(story.machineSet("demo-workers").orElseThrow());
        WriteLog.Mark vanished = omni.writes().mark();
        operatorStarts();

        story.apply(
                ClusterFile.of("demo").with(DELETE).with("labels: {team: b}").cluster());
        story.awaitObserved("demo");
        story.awaitReady("demo");
        aPassGoesBy();
        assertThat(omni.writesOf("demo", vanished))
                .extracting(RecordedWrite::id)
                .containsExactly("demo");
        assertThat(teardowns(vanished)).isEmpty();

        WriteLog.Mark again = omni.writes().mark();
        story.apply(DEMO.yaml());
        story.awaitMachines("demo-workers", "2/2");
        assertThat(omni.writesOf("demo-workers", again))
                .singleElement()
                .satisfies(claim -> assertThat(claim.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[omnibridge.dev/")));
    }

    @Test
    @DisplayName(
            "R05: a deletion waits while the cluster is paused, says so, over a restart too, and goes on afterwards")
    void pausedDeletionWaits() {
        ready(DEMO);
        story.apply(ClusterFile.of("demo").with(DELETE).with("paused: true").cluster());
        story.awaitCluster("demo", "Paused", "True", "Paused");
        WriteLog.Mark paused = omni.writes().mark();

        story.deleteCluster("demo");
        story.deleteMachineSet("demo-workers");
        story.awaitCluster("demo", "Deleting", "True", "Paused");
        story.awaitMachineSet("demo-workers", "Deleting", "True", "Paused");
        restart();
        story.awaitCluster("demo", "Deleting", "True", "Paused");
        assertThat(omni.writesOf("demo", paused)).isEmpty();

        story.apply(ClusterFile.of("demo").with(DELETE).with("paused: false").cluster());
        story.awaitGone("demo");
        story.awaitSetGone("demo-workers");
        assertThat(omni.machinesInClusters()).isZero();
    }

    @Test
    @DisplayName("R08: objects whose cluster is gone in Omni already leave, without a write")
    void goneInOmniIsSuccess() {
        ready(DEMO);
        operatorStops();
        ui.delete(ResourceTypes.CLUSTERS, "demo");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);
        await().until(() ->
                omni.simulator().store().list(ResourceTypes.CLUSTERS).isEmpty());
        story.deleteCluster("demo");
        story.deleteMachineSet("demo-workers");
        WriteLog.Mark down = omni.writes().mark();

        operatorStarts();
        story.deleteAll("demo", "demo-workers", "demo-control-planes");
        assertThat(omni.tried(down)).isEmpty();
    }

    @Test
    @DisplayName(
            "R49: a cluster that somebody deletes in the UI is not revived and not made again, and its machines stay free")
    void deletedInTheUiStaysDeleted() {
        ready(DEMO);
        WriteLog.Mark start = omni.writes().mark();

        ui.delete(ResourceTypes.CLUSTERS, "demo");
        story.awaitCluster("demo", "Ready", "False", "RemovedInOmni");
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");
        restart();
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");

        assertThat(omni.writesOf("demo", start)).isEmpty();
        assertThat(omni.machineIds(OmniKeys.AVAILABLE)).hasSize(3);
        story.deleteAll("demo", "demo-workers", "demo-control-planes");
        assertThat(omni.writesOf("demo", start)).isEmpty();
    }

    @Test
    @DisplayName("R12: what Omni holds with finalizers is marked with a version and left to Omni to destroy")
    void nothingIsDestroyedRaw() {
        List<String> workers = omni.machineIds().subList(0, 2);
        ClusterFile manual = ClusterFile.of("demo").with(DELETE);
        ready(manual.machines(workers).controlPlanesOf(omni.machineIds().get(2)));
        WriteLog.Mark start = omni.writes().mark();

        story.apply(manual.machines(workers.subList(0, 1)).yaml());
        story.awaitMachines("demo-workers", "1/1");
        story.deleteAll("demo", "demo-workers", "demo-control-planes");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);

        assertThat(teardowns(start))
                .extracting(RecordedWrite::id)
                .contains(workers.get(1), "demo")
                .doesNotHaveDuplicates();
        assertThat(omni.tried(start)).allSatisfy(write -> {
            assertThat(write.rpc()).isEqualTo(RecordedWrite.Rpc.UPDATE);
            assertThat(write.expectedPhase()).isPresent();
            assertThat(write.requestVersion()).isPresent();
        });
    }

    @Test
    @DisplayName("R61: a part that Omni removed before we got to it counts as removed, and nothing else waits for it")
    void partGoneBeforeUsIsRemoved() {
        List<String> workers = omni.machineIds().subList(0, 2);
        ClusterFile manual = ClusterFile.of("demo").with(DELETE);
        ready(manual.machines(workers).controlPlanesOf(omni.machineIds().get(2)));
        var blind = omni.simulator().faults().stallWatches(ResourceTypes.MACHINE_SET_NODES);
        ui.delete(ResourceTypes.MACHINE_SET_NODES, workers.get(1));
        await().until(() -> omni.simulator()
                .store()
                .get(ResourceTypes.MACHINE_SET_NODES, workers.get(1))
                .isEmpty());
        WriteLog.Mark start = omni.writes().mark();

        story.apply(manual.machines(workers.subList(0, 1)).yaml());
        await().until(() -> !omni.tried(start).isEmpty());
        aPassGoesBy();
        story.awaitMachineSet("demo-workers", "Stalled", "False", "NotStalled");
        blind.lift();
        story.awaitMachines("demo-workers", "1/1");
        story.deleteAll("demo", "demo-workers", "demo-control-planes");

        assertThat(omni.tried(start))
                .filteredOn(write -> write.id().equals(workers.get(1)))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.code()).hasToString("NOT_FOUND"));
    }

    private List<WaitingMachine> waitingFor(String cluster) {
        return story.cluster(cluster)
                .flatMap(c -> Optional.ofNullable(c.getStatus().deletion()))
                .flatMap(deletion -> Optional.ofNullable(deletion.waitingFor()))
                .orElse(List.of());
    }

    private void ready(ClusterFile file) {
        story.apply(file.yaml());
        story.awaitReady(file.name());
    }

    private List<RecordedWrite> teardowns(WriteLog.Mark since) {
        return OmniForTests.succeeded(omni.writes().since(since)).stream()
                .filter(RecordedWrite::startedTeardown)
                .toList();
    }
}

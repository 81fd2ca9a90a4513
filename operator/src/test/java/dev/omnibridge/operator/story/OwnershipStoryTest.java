package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is in Omni belongs to somebody, and only its owner's operator writes it. */
class OwnershipStoryTest extends StoryTest {

    OwnershipStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R01: an object that names somebody else's cluster leaves at once when it is deleted, over a restart too, and Omni sees no write")
    void foreignClusterIsLeftAlone() {
        List<String> machines = omni.withMachines(1, 1).machineIds();
        ui.createCluster("prod");
        ui.createSet("prod", "prod-control-planes", OmniKeys.ROLE_CONTROL_PLANE, machines.subList(0, 1));
        WriteLog.Mark start = omni.writes().mark();

        story.apply(ClusterFile.of("prod")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .yaml());
        story.awaitCluster("prod", "Ready", "False", "NameConflict");
        story.awaitCluster("prod", "Stalled", "True", "NameConflict");
        assertThat(story.cluster("prod").orElseThrow().getFinalizers()).isEmpty();
        story.awaitMachineSet("prod-control-planes", "Ready", "False", "WaitingForCluster");
        restart();
        story.awaitCluster("prod", "Stalled", "True", "NameConflict");
        story.deleteAll("prod", "prod-control-planes");

        aPassGoesBy();
        assertThat(omni.writesOf("prod", start)).isEmpty();
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "prod")
                        .isTearingDown())
                .isFalse();
    }

    @Test
    @DisplayName("R10: the older of two objects with one Omni name wins, also after a restart and an edit of the loser")
    void olderObjectWins() {
        operatorStops();
        ClusterFile older = ClusterFile.of("older").with("clusterName: shared").with("deletionPolicy: Delete");
        ClusterFile younger =
                ClusterFile.of("younger").with("clusterName: shared").with("deletionPolicy: Delete");
        story.apply(older.yaml());
        story.awaitYoungerThan(older.name());
        story.apply(younger.yaml());
        operatorStarts();

        story.awaitSynced("older");
        story.awaitCluster("younger", "Stalled", "True", "NameConflict");
        WriteLog.Mark settled = omni.writes().mark();
        restart();
        story.apply(younger.with("labels: {mine: yes-please}").yaml());
        story.awaitObserved("younger");
        story.awaitCluster("younger", "Stalled", "True", "NameConflict");
        story.deleteCluster("younger");
        story.awaitGone("younger");

        aPassGoesBy();
        assertThat(omni.writesOf("shared", settled)).isEmpty();
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "shared")
                        .annotation(ClaimKeys.OWNER))
                .hasValueSatisfying(owner -> assertThat(owner).endsWith("/older"));
    }

    @Test
    @DisplayName(
            "R13: making and removing a set of machines touches no binding of another cluster, even if the spec lists its machine")
    void foreignBindingsAreLeftAlone() {
        List<String> ids = omni.withMachines(3, 2).machineIds();
        ui.createCluster("theirs");
        ui.createSet("theirs", "theirs-control-planes", OmniKeys.ROLE_CONTROL_PLANE, ids.subList(3, 4));
        ui.createSet("theirs", "theirs-workers", OmniKeys.ROLE_WORKER, ids.subList(4, 5));
        await().until(() -> omni.machinesInClusters() == 2);
        ClusterFile ours = ClusterFile.of("ours").with("deletionPolicy: Delete").controlPlanes(1);
        story.apply(ours.yaml());
        story.awaitReady("ours");
        List<Resource<?>> before = contentsOf("theirs");
        WriteLog.Mark start = omni.writes().mark();
        String free = omni.machineIds(OmniKeys.AVAILABLE).getFirst();

        story.apply(ours.machines(List.of(free, ids.get(4))).yaml());
        story.awaitMachineSet("ours-workers", "Stalled", "True", "MachineInUse");
        story.apply(ours.machines(List.of(free)).yaml());
        story.awaitMachines("ours-workers", "1/1");
        story.deleteAll("ours", "ours-workers", "ours-control-planes");
        await().until(() -> omni.machinesInClusters() == 2);

        assertThat(omni.tried(start))
                .extracting(write -> write.id())
                .containsOnly("ours", "ours-control-planes", "ours-workers", free);
        assertThat(contentsOf("theirs")).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "R45: a set whose id happens to be that of another cluster's set is a conflict, and the other stays as it is to the byte")
    void idsThatMeetAreAConflict() {
        omni.withMachines(2, 2);
        story.apply(ClusterFile.of("prod-eu").controlPlanes(1).workers(1).yaml());
        story.awaitReady("prod-eu");
        Store store = omni.simulator().store();
        Resource<MachineSetSpec> before = store.require(ResourceTypes.MACHINE_SETS, "prod-eu-workers");
        WriteLog.Mark start = omni.writes().mark();
        ClusterFile meeting = ClusterFile.of("prod")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .workers("second", 2, "name: eu-workers");

        story.apply(meeting.yaml());
        story.awaitMachineSet("prod-second", "Stalled", "True", "NameConflict");
        restart();
        story.awaitMachineSet("prod-second", "Stalled", "True", "NameConflict");
        story.deleteAll("prod", "prod-control-planes", "prod-second");

        assertThat(omni.writesOf("prod-eu", start)).isEmpty();
        assertThat(store.require(ResourceTypes.MACHINE_SETS, "prod-eu-workers")).isEqualTo(before);
    }

    @Test
    @DisplayName("R45: of two new sets whose ids meet, the one that comes second binds no machine to the other's")
    void machinesOfTheSecondSetStayFree() {
        List<String> big = omni.withMachines(2, 2).machineIdsOfClass("big");
        operatorStops();
        ClusterFile one = ClusterFile.of("prod").controlPlanes(1).machines("one", big.subList(0, 1), "eu-workers");
        ClusterFile other = ClusterFile.of("prod-eu").controlPlanes(1).machines("other", big.subList(1, 2), "workers");
        story.apply(one.yaml());
        story.apply(other.yaml());
        operatorStarts();

        story.awaitReady("prod");
        story.awaitReady("prod-eu");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 3);
        aPassGoesBy();
        Store store = omni.simulator().store();
        Resource<MachineSetSpec> winner = store.require(ResourceTypes.MACHINE_SETS, "prod-eu-workers");
        assertThat(store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, winner.id())))
                .singleElement()
                .satisfies(node -> assertThat(node.label(OmniKeys.CLUSTER)).isEqualTo(winner.label(OmniKeys.CLUSTER)));
    }

    @Test
    @DisplayName("R13: a control plane whose replacement is bound elsewhere keeps its machine")
    void controlPlaneKeepsItsMachine() {
        List<String> small = omni.withMachines(2, 0).machineIdsOfClass("small");
        ui.createCluster("theirs");
        ui.createSet("theirs", "theirs-control-planes", OmniKeys.ROLE_CONTROL_PLANE, small.subList(1, 2));
        story.apply(ClusterFile.of("demo").controlPlanesOf(small.getFirst()).yaml());
        story.awaitReady("demo");
        WriteLog.Mark start = omni.writes().mark();

        story.apply(ClusterFile.of("demo").controlPlanesOf(small.getLast()).yaml());
        story.awaitMachineSet("demo-control-planes", "Stalled", "True", "MachineInUse");
        restart();

        assertThat(omni.writesOf("demo", start)).isEmpty();
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machineIdsOf("demo-control-planes")).containsExactly(small.getFirst());
    }

    @Test
    @DisplayName(
            "R02: a cluster and its sets that were watched first are adopted, none is taken for one that lost its claim")
    void watchedThenAdopted() {
        List<String> small = omni.withMachines(1, 0).machineIdsOfClass("small");
        ui.createCluster("demo");
        ui.createSet("demo", "demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE, small);
        await().until(() -> omni.machinesInClusters() == 1);
        WriteLog.Mark start = omni.writes().mark();
        ClusterFile file = ClusterFile.of("demo")
                .with("kubeconfig: {enabled: false}")
                .with("adoptionPolicy: IfUnclaimed")
                .controlPlanesOf(small.getFirst());
        story.apply(file.with("managementPolicy: Observe").yaml());
        story.awaitReady("demo");
        await().atMost(Story.PATIENCE)
                .until(() -> story.machineSet("demo-control-planes")
                        .map(set -> set.getStatus())
                        .map(status -> status.machines() != null)
                        .orElse(false));
        assertThat(omni.tried(start)).isEmpty();

        story.apply(file.yaml());
        story.awaitMachineSet("demo-control-planes", "Synced", "True", "InSync");
        assertThat(omni.tried(start))
                .extracting(RecordedWrite::id)
                .contains("demo", "demo-control-planes", small.getFirst());
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
    }

    private List<Resource<?>> contentsOf(String cluster) {
        LabelQuery inCluster = LabelQuery.equal(OmniKeys.CLUSTER, cluster);
        Store store = omni.simulator().store();
        List<Resource<?>> contents = new ArrayList<>();
        contents.add(store.require(ResourceTypes.CLUSTERS, cluster));
        contents.addAll(store.list(ResourceTypes.MACHINE_SETS, inCluster));
        contents.addAll(store.list(ResourceTypes.MACHINE_SET_NODES, inCluster));
        return contents;
    }
}

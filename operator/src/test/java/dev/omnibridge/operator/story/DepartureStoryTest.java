package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects leave when they may, say why when they can't, and take along nothing that is not theirs. */
class DepartureStoryTest extends StoryTest {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final WriteLog.Mark start = omni.writes().mark();
    private final ClusterView demo = new ClusterView(story, "demo");

    DepartureStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R43: a cluster that holds a set made in the UI is torn down, over a restart too, only with the approval that names this very cluster")
    void foreignContentsHoldTheTeardown() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .yaml());
        story.awaitReady("demo");
        String theirs = omni.machineIds(OmniKeys.AVAILABLE).getFirst();
        ui.createSet("demo", "demo-theirs", OmniKeys.ROLE_WORKER, List.of(theirs));
        await().until(() -> omni.machinesInClusters() == 2);
        WriteLog.Mark before = omni.writes().mark();

        story.deleteCluster("demo");
        story.awaitCluster("demo", "Deleting", "True", "ForeignContents");
        assertThat(demo.messageOf("Deleting")).contains("demo-theirs", "1 machines");
        story.approve(demo.object(), "release:demo:00000000");
        restart();
        story.awaitCluster("demo", "Deleting", "True", "ForeignContents");
        assertThat(omni.writesOf("demo", before)).isEmpty();

        story.approve(demo.object(), demo.object().getStatus().awaitingApproval());
        story.awaitGone("demo");
        assertThat(omni.writesOf("demo", before))
                .filteredOn(RecordedWrite::startedTeardown)
                .extracting(RecordedWrite::id)
                .containsExactly("demo");
    }

    @Test
    @DisplayName(
            "R43: a set made in the UI holds the teardown although the watch that should tell of it died without a word")
    void whatADeadWatchDoesNotTellIsAskedFor() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .yaml());
        story.awaitReady("demo");
        Order dead = omni.simulator().faults().stallWatches(ResourceTypes.MACHINE_SETS);
        ui.createSet("demo", "demo-theirs", OmniKeys.ROLE_WORKER, List.of());
        WriteLog.Mark before = omni.writes().mark();

        story.deleteCluster("demo");
        story.awaitCluster("demo", "Deleting", "True", "ForeignContents");

        assertThat(omni.writesOf("demo", before)).isEmpty();
        dead.lift();
    }

    @Test
    @DisplayName(
            "R47: while another account answers behind the endpoint nothing leaves and nothing is made; back again, all goes on")
    void anotherAccountKeepsEverything() {
        readyCluster();
        omni.simulator().pretendToBe("0d6c1ad4-7b1e-4a43-8f0c-4a3a3f0c9a55", "other");
        omni.simulator().faults().dropWatches();
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(story.client()
                                .resources(OmniConnection.class)
                                .withName(story.connection())
                                .get()
                                .getStatus()
                                .conditions())
                        .anyMatch(condition -> condition.reason().equals("AccountChanged")));
        WriteLog.Mark changed = omni.writes().mark();
        story.deleteCluster("demo");
        story.awaitCluster("demo", "Deleting", "True", "DeletionBlocked");
        assertThat(demo.messageOf("Deleting")).contains("AccountChanged");
        assertThat(demo.object().getFinalizers()).isNotEmpty();
        assertThat(omni.tried(changed)).isEmpty();

        omni.simulator().returnHome();
        story.awaitGone("demo");
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .hasAnnotation("omnibridge.dev/released"))
                .isTrue();
    }

    @Test
    @DisplayName("R51: on Retain a cluster that is locked in Omni leaves, and comes back Ready with its claim alone")
    void lockedClusterLeaves() {
        String manifests = readyCluster();
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));

        story.deleteAll("demo", "demo-control-planes");
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withoutAnnotation(OmniKeys.CLUSTER_LOCKED));

        comesBack(manifests);
    }

    @Test
    @DisplayName(
            "R51: on Retain a cluster leaves although the key has expired, is listed as an orphan, and comes back with its claim alone")
    void expiredKeyKeepsNobody() {
        String manifests = readyCluster();
        omni.simulator().accounts().expire("omnibridge");

        story.deleteAll("demo", "demo-control-planes");

        omni.simulator().accounts().renew("omnibridge");
        story.awaitConnected();
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(orphans()).isEqualTo(2));
        comesBack(manifests);
    }

    @Test
    @DisplayName(
            "R51: on Retain all leaves when connection and Secret go in the same prune, and comes back with its claim alone")
    void connectionGoesInTheSamePrune() {
        String manifests = readyCluster();

        story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .delete();
        story.client().secrets().withName("omni").delete();
        story.deleteAll("demo", "demo-control-planes");
        await().atMost(A_MINUTE)
                .until(() -> story.client()
                                .resources(OmniConnection.class)
                                .withName(story.connection())
                                .get()
                        == null);

        story.connect(omni);
        story.awaitConnected();
        comesBack(manifests);
    }

    @Test
    @DisplayName(
            "R51: on Retain all leaves although the operator's rights in the namespace are gone already, and comes back with its claim alone")
    void missingRightsInTheNamespaceKeepNobody() {
        String manifests = readyCluster();

        story.client().rbac().roleBindings().withName("omnibridge-served").delete();
        story.deleteAll("demo", "demo-control-planes");

        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.machinesInClusters()).isEqualTo(1);
        // a start applies the manifests with the rights again
        restart();
        comesBack(manifests);
    }

    @Test
    @DisplayName("R06: a machine that can't be reached holds up its own cluster only, and is named there")
    void unreachableMachineHoldsUpItsOwnClusterOnly() {
        omni.withMachines(3, 0);
        story.apply(ClusterFile.of("stuck")
                .with("deletionPolicy: Delete")
                .controlPlanes(1)
                .yaml());
        story.awaitReady("stuck");
        String machine = omni.simulator()
                .store()
                .list(ResourceTypes.CLUSTER_MACHINES)
                .getFirst()
                .id();
        omni.machines().disconnectAtOnce(machine);
        story.deleteCluster("stuck");
        story.deleteMachineSet("stuck-control-planes");
        story.awaitCluster("stuck", "Deleting", "True", "WaitingForMachines");

        story.apply(ClusterFile.of("other").controlPlanes(1).yaml());
        story.awaitReady("other");
        new ClusterView(story, "stuck").awaitWaitingFor(machine);

        omni.machines().connect(machine);
        story.awaitGone("stuck");
    }

    private String readyCluster() {
        omni.withMachines(1, 0);
        String manifests = ClusterFile.of("demo").controlPlanes(1).yaml();
        story.apply(manifests);
        story.awaitReady("demo");
        return manifests;
    }

    private long orphans() {
        var status = story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get()
                .getStatus();
        return status.orphans() == null ? 0 : status.orphans().count();
    }

    /** The same manifests again: nothing was torn down, and all that is written is who has it. */
    private void comesBack(String manifests) {
        WriteLog.Mark back = omni.writes().mark();
        story.apply(manifests);
        story.awaitReady("demo");
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
        assertThat(omni.writesOf("demo", back))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write.changes())
                        .allSatisfy(change -> assertThat(change.path()).startsWith("annotations[")));
    }
}

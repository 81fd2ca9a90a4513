package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.WriteLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What deletionProtection keeps where the API server's policies are not installed: nothing here refuses a deletion. */
class ProtectionStoryTest extends StoryTest {

    private static final String DELETE = "deletionPolicy: Delete";
    private static final String PROTECTED = "deletionProtection: true";
    private static final ClusterFile DEMO = ClusterFile.of("demo").with(DELETE);

    ProtectionStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void machines() {
        omni.withMachines(1, 2);
    }

    @Test
    @DisplayName(
            "A protected cluster that is deleted stays as it is in Omni, over a restart too, and goes once that is lifted")
    void protectedClusterStays() {
        ready(DEMO.with(PROTECTED).controlPlanes(1));
        WriteLog.Mark start = omni.writes().mark();

        story.deleteCluster("demo");
        story.awaitCluster("demo", "Deleting", "True", "Protected");
        story.awaitCluster("demo", "Stalled", "True", "Protected");
        restart();
        story.awaitCluster("demo", "Deleting", "True", "Protected");
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.apply(DEMO.with("deletionProtection: false").cluster());
        story.deleteAll("demo", "demo-control-planes");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);
    }

    @Test
    @DisplayName("A protected set holds the teardown of its cluster, which names it")
    void protectedSetHoldsItsCluster() {
        ready(DEMO.controlPlanes(1).workers(2, PROTECTED));
        WriteLog.Mark start = omni.writes().mark();

        story.deleteCluster("demo");
        story.deleteMachineSet("demo-workers");
        story.awaitCluster("demo", "Deleting", "True", "Protected");
        story.awaitMachineSet("demo-workers", "Deleting", "True", "Protected");
        assertThat(new ClusterView(story, "demo").messageOf("Deleting")).contains("demo-workers");
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.apply(
                DEMO.controlPlanes(1).workers(2, "deletionProtection: false").yaml());
        story.deleteAll("demo", "demo-workers", "demo-control-planes");
        await().atMost(Story.PATIENCE).until(() -> omni.machinesInClusters() == 0);
    }

    @Test
    @DisplayName("Under Retain and without its connection a protected cluster keeps its claim as well")
    void protectedClusterStaysWithoutItsConnection() {
        ready(ClusterFile.of("demo").with(PROTECTED).controlPlanes(1));
        WriteLog.Mark start = omni.writes().mark();

        story.deleteCluster("demo");
        story.awaitCluster("demo", "Deleting", "True", "Protected");
        operatorStops();
        story.loseFromBackup(story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get());
        operatorStarts();
        story.awaitCluster("demo", "OmniReachable", "Unknown", "WaitingForReference");
        story.awaitCluster("demo", "Deleting", "True", "Protected");
        assertThat(omni.writesOf("demo", start)).isEmpty();

        story.apply(ClusterFile.of("demo").with("deletionProtection: false").cluster());
        story.awaitGone("demo");
    }

    private void ready(ClusterFile file) {
        story.apply(file.yaml());
        story.awaitReady(file.name());
    }
}

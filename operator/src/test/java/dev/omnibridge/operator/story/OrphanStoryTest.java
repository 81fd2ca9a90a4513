package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.omni.ChangeRouter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is left in Omni without an object here is named in the connection's status, and counted where Prometheus reads it. */
class OrphanStoryTest extends StoryTest {

    private static final Duration COUNTED_AGAIN = ChangeRouter.BETWEEN_COUNTERS.plusSeconds(5);

    private static final ClusterFile DEMO =
            ClusterFile.of("demo").with("kubeconfig: {enabled: false}").workers(0);

    OrphanStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "orphans are counted by kind, over a restart too, until they are adopted or removed; what belongs to a connection leaves with it")
    void counted() {
        story.apply(DEMO.yaml());
        story.apply(ClusterFile.of("other").with("kubeconfig: {enabled: false}").yaml());
        story.awaitSynced("demo");
        story.awaitMachineSet("demo-workers", "Synced", "True", "InSync");
        story.awaitSynced("other");
        awaitOrphans("Cluster", 0);
        awaitOrphans("MachineSet", 0);

        story.deleteAll("demo", "demo-workers");
        story.deleteCluster("other");
        story.awaitGone("other");
        time.pass(COUNTED_AGAIN);
        awaitOrphans("Cluster", 2);
        awaitOrphans("MachineSet", 1);
        var status = story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get()
                .getStatus();
        assertThat(status.orphans().items())
                .containsExactly("Cluster/demo", "Cluster/other", "MachineSet/demo-workers");
        restart();
        awaitOrphans("Cluster", 2);

        story.apply(DEMO.yaml());
        story.awaitSynced("demo");
        story.awaitMachineSet("demo-workers", "Synced", "True", "InSync");
        ui.delete(ResourceTypes.CLUSTERS, "other");
        time.pass(COUNTED_AGAIN);
        awaitOrphans("Cluster", 0);
        awaitOrphans("MachineSet", 0);

        story.deleteAll("demo", "demo-workers");
        story.deleteAll("canary-1");
        story.disconnect(story.connection());
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(operator().metrics()).doesNotContain(story.connection()));
    }

    private void awaitOrphans(String kind, int count) {
        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(operator().metrics())
                        .contains("omnibridge_orphans{connection=\"%s\",kind=\"%s\"} %d.0"
                                .formatted(story.connection(), kind, count)));
    }
}

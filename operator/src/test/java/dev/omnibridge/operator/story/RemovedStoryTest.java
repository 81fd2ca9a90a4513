package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody removes in Omni what an object here manages. */
class RemovedStoryTest extends StoryTest {

    private static final ClusterFile DEMO = ClusterFile.of("demo")
            .with("kubeconfig: {enabled: false}")
            .controlPlanes(1)
            .workers(1);

    private WriteLog.Mark removed = omni.writes().mark();

    RemovedStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void removedInTheUi() {
        omni.withMachines(1, 1);
        story.apply(DEMO.yaml());
        story.awaitMachines("demo-control-planes", "1/1");
        story.awaitMachines("demo-workers", "1/1");
        removed = omni.writes().mark();
        ui.delete(ResourceTypes.CLUSTERS, "demo");
    }

    @Test
    @DisplayName(
            "R49: a cluster that somebody deletes in Omni is neither revived nor made again, over a restart while it goes and one when it is gone; its machines stay free")
    void neitherRevivedNorMadeAgain() {
        restart();
        await().until(() ->
                omni.simulator().store().get(ResourceTypes.CLUSTERS, "demo").isEmpty());
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");

        restart();

        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");
        await().until(() -> omni.availableMachines() == 2);
        assertThat(omni.writesOf("demo", removed)).isEmpty();
    }

    @Test
    @DisplayName("R08: the object of a cluster that is gone in Omni leaves at once, on Delete too, without a write")
    void deletedAfterwards() {
        story.apply(DEMO.with("deletionPolicy: Delete").yaml());
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");
        operatorStops();
        story.deleteCluster("demo");
        story.deleteMachineSet("demo-control-planes");
        story.deleteMachineSet("demo-workers");

        operatorStarts();

        story.awaitGone("demo");
        story.awaitSetGone("demo-control-planes");
        story.awaitSetGone("demo-workers");
        assertThat(omni.writesOf("demo", removed)).isEmpty();
    }

    @Test
    @DisplayName(
            "R48: approved it is made again once, although the operator is killed after Create and before the status, and a second removal asks again")
    void madeAgainOnce() {
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");
        OmniCluster object = story.cluster("demo").orElseThrow();
        String token = object.getStatus().awaitingApproval();
        assertThat(token).startsWith("recreate:demo:");
        story.approve(object, token);
        await().until(() ->
                omni.simulator().store().get(ResourceTypes.CLUSTERS, "demo").isPresent());
        operatorStops();
        story.client()
                .resource(object)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"clusterUUID\":\"%s\"}}"
                                .formatted(object.getStatus().clusterUuid()));

        operatorStarts();

        story.awaitSynced("demo");
        await().untilAsserted(() -> assertThat(
                        story.cluster("demo").orElseThrow().getStatus().clusterUuid())
                .isNotNull()
                .isNotEqualTo(object.getStatus().clusterUuid()));
        assertThat(omni.writesOf("demo", removed))
                .filteredOn(write ->
                        write.rpc() == RecordedWrite.Rpc.CREATE && write.id().equals("demo"))
                .hasSize(1);
        ui.delete(ResourceTypes.CLUSTERS, "demo");
        story.awaitCluster("demo", "Stalled", "True", "RemovedInOmni");
        assertThat(story.cluster("demo").orElseThrow().getStatus().awaitingApproval())
                .startsWith("recreate:demo:")
                .isNotEqualTo(token);
    }
}

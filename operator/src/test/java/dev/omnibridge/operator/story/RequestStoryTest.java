package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people ask for beside the spec: a pause by annotation, and a pass now. */
class RequestStoryTest extends StoryTest {

    private static final String PAUSED = "omnibridge.dev/paused";
    private static final String REQUESTED = "omnibridge.dev/requested-at";
    private static final ClusterFile DEMO = ClusterFile.of("demo").controlPlanes(1);

    RequestStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @BeforeEach
    void readyCluster() {
        omni.withMachines(1, 2);
        story.apply(DEMO.with("labels: {team: a}").workers(1).yaml());
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "1/1");
    }

    @Test
    @DisplayName("A set that is paused alone waits, and its cluster goes on")
    void aSetIsPausedAlone() {
        WriteLog.Mark start = omni.writes().mark();

        story.apply(DEMO.with("labels: {team: b}").workers(2, "paused: true").yaml());
        story.awaitMachineSet("demo-workers", "Synced", "False", "Paused");
        story.awaitMachineSet("demo-workers", "Paused", "True", "Paused");
        story.awaitSynced("demo");
        restart();
        assertThat(omni.writesOf("demo", start)).extracting(write -> write.id()).containsExactly("demo");

        story.apply(DEMO.with("labels: {team: b}").workers(2, "paused: false").yaml());
        story.awaitMachines("demo-workers", "2/2");
    }

    @Test
    @DisplayName("The annotation pauses a cluster with its sets, and a whole connection, until it is removed")
    void theAnnotationPauses() {
        annotate(story.cluster("demo").orElseThrow(), PAUSED, "true");
        story.awaitCluster("demo", "Paused", "True", "Paused");
        story.awaitMachineSet("demo-workers", "Paused", "True", "ClusterPaused");
        annotate(connection(), PAUSED, "true");
        annotate(story.cluster("demo").orElseThrow(), PAUSED, null);
        story.awaitMachineSet("demo-workers", "Paused", "True", "Paused");
        WriteLog.Mark paused = omni.writes().mark();

        story.apply(DEMO.with("labels: {team: b}").workers(2).yaml());
        story.awaitCluster("demo", "Synced", "False", "Paused");
        story.awaitMachineSet("demo-workers", "Synced", "False", "Paused");
        restartPaused();
        assertThat(omni.writesOf("demo", paused)).isEmpty();

        annotate(connection(), PAUSED, null);
        story.awaitMachines("demo-workers", "2/2");
        story.awaitSynced("demo");
    }

    @Test
    @DisplayName(
            "A pass that is asked for ends the rest after failures, and is acknowledged only when its writes went through")
    void aRequestIsAcknowledgedWhenItIsDone() {
        Order refused = omni.simulator()
                .faults()
                .refuse(Calls.of("Update").on(ResourceTypes.CLUSTERS, "demo"), Status.Code.INTERNAL);
        story.apply(DEMO.with("labels: {team: b}").cluster());
        story.awaitCluster("demo", "Synced", "False", "OmniError");
        annotate(story.cluster("demo").orElseThrow(), REQUESTED, "too-early");
        aPassGoesBy();
        assertThat(handled()).isNull();

        refused.lift();
        annotate(story.cluster("demo").orElseThrow(), REQUESTED, "in-time");
        await().atMost(Story.PATIENCE).untilAsserted(() -> assertThat(handled()).isEqualTo("in-time"));
        story.awaitSynced("demo");
        restart();
        assertThat(handled()).isEqualTo("in-time");
    }

    @Test
    @DisplayName("A set acknowledges its own requests")
    void aSetAcknowledges() {
        annotate(story.machineSet("demo-workers").orElseThrow(), REQUESTED, "2026-11-20T10:00:00Z");

        await().atMost(Story.PATIENCE)
                .untilAsserted(() -> assertThat(story.machineSet("demo-workers")
                                .orElseThrow()
                                .getStatus()
                                .lastHandledReconcileAt())
                        .isEqualTo("2026-11-20T10:00:00Z"));
    }

    private @Nullable String handled() {
        return story.cluster("demo").orElseThrow().getStatus().lastHandledReconcileAt();
    }

    /** A canary would wait for the paused connection, so the proof is the condition itself. */
    private void restartPaused() {
        operatorStops();
        operatorStarts();
        annotate(story.cluster("demo").orElseThrow(), REQUESTED, "after-the-restart");
        await().atMost(Story.PATIENCE).untilAsserted(() -> assertThat(handled()).isEqualTo("after-the-restart"));
    }

    private OmniConnection connection() {
        return story.client()
                .resources(OmniConnection.class)
                .withName(story.connection())
                .get();
    }

    private void annotate(HasMetadata object, String key, @Nullable String value) {
        String text = value == null ? "null" : "\"" + value + "\"";
        story.client()
                .resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":%s}}}".formatted(key, text));
    }
}

package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.FieldChange;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A leader that was slow is no danger: what it decided on is no more, and Omni refuses its write. */
class TwoLeadersStoryTest extends StoryTest {

    private static final Duration SLOW = Duration.ofMinutes(1);

    TwoLeadersStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R42: a teardown that an old leader sends after the new one has released the cluster fails, and the cluster runs on")
    void slowLeadersTeardownFails() {
        story.apply(ClusterFile.of("demo")
                .with("kubeconfig: {enabled: false}")
                .with("deletionPolicy: Delete")
                .yaml());
        story.awaitSynced("demo");
        WriteLog.Mark start = omni.writes().mark();
        Calls updates = Calls.of("Update").on(ResourceTypes.CLUSTERS, "demo");
        long updatesBefore = omni.writes().calls().of("Update");

        Order slow = omni.simulator().faults().delay(updates, SLOW);
        story.deleteCluster("demo");
        await().until(() -> omni.writes().calls().of("Update") > updatesBefore);
        ui.edit(
                ResourceTypes.CLUSTERS,
                "demo",
                cluster -> cluster.withoutAnnotation(ClaimKeys.OWNER)
                        .withoutAnnotation(ClaimKeys.OWNER_UID)
                        .withAnnotation(ClaimKeys.RELEASED, "released by the new leader"));
        slow.lift();

        await().until(() -> !omni.tried(start).isEmpty());
        story.awaitGone("demo");
        assertThat(omni.tried(start))
                .filteredOn(write -> write.id().equals("demo"))
                .isNotEmpty()
                .noneMatch(RecordedWrite::succeeded)
                .allSatisfy(write -> assertThat(write.expectedPhase()).isPresent());
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .isTearingDown())
                .isFalse();
        assertThat(omni.writes().calls().of("Teardown")).isZero();
    }

    @Test
    @DisplayName(
            "R42: of two operators, the old one's teardown fails after the new one has released the cluster on Retain, and the cluster runs on")
    void oldLeadersTeardownMeetsTheNewLeadersRelease() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        story.apply(file.with("deletionPolicy: Delete").yaml());
        story.awaitSynced("demo");
        WriteLog.Mark start = omni.writes().mark();
        Order slow =
                omni.simulator().faults().delayNext(1, Calls.of("Update").on(ResourceTypes.CLUSTERS, "demo"), SLOW);

        story.deleteCluster("demo");
        await().until(() -> slow.hits() == 1);
        story.apply(file.with("deletionPolicy: Retain").yaml());
        operatorStarts();
        story.awaitGone("demo");
        assertThat(released().annotation(ClaimKeys.RELEASED)).isPresent();
        slow.lift();
        await().until(() -> omni.tried(start).size() == 2);

        assertThat(omni.tried(start))
                .filteredOn(RecordedWrite::succeeded)
                .singleElement()
                .satisfies(release -> {
                    assertThat(release.changes())
                            .extracting(FieldChange::path)
                            .contains("annotations[" + ClaimKeys.RELEASED + "]");
                    assertThat(release.startedTeardown()).isFalse();
                });
        assertThat(omni.tried(start))
                .filteredOn(write -> !write.succeeded())
                .singleElement()
                .satisfies(teardown -> assertThat(teardown.message()).contains("version"));
        aPassGoesBy();
        assertThat(released().isTearingDown()).isFalse();
        assertThat(omni.writesOf("demo", start)).hasSize(1);
    }

    private Resource<ClusterSpec> released() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "demo");
    }
}

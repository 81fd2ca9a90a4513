package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.state.Snapshot;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.grpc.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An object, and the cluster in Omni that goes with it, are this one and no other of the same name. */
class IncarnationStoryTest extends StoryTest {

    private static final int LOOPS = 80;
    private static final String FINALIZER = "omnibridge.dev/finalizer";

    private final WriteLog.Mark start = omni.writes().mark();
    private String uidOfKilled = "";

    IncarnationStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R64: of objects that are deleted and made again at once, each is looked at, and nothing of the one before meets it")
    void eachIncarnationIsLookedAt() {
        ui.createCluster("taken");
        String manifest = ClusterFile.of("taken").yaml();
        for (int i = 0; i < LOOPS; i++) {
            story.apply(manifest);
            story.awaitCluster("taken", "Ready", "False", "NameConflict");
            assertThat(story.cluster("taken").orElseThrow().getFinalizers()).isEmpty();
            story.deleteCluster("taken");
        }
        assertThat(omni.tried(start)).isEmpty();
    }

    @Test
    @DisplayName("R64: an object made again under the name of a managed one takes the cluster over as itself")
    void nextIncarnationClaimsAsItself() {
        String manifest = withoutKubeconfig("again").yaml();
        for (int i = 0; i < 10; i++) {
            story.apply(manifest);
            story.awaitSynced("again");
            String uid = story.cluster("again").orElseThrow().getMetadata().getUid();
            assertThat(inOmni("again", ClaimKeys.OWNER_UID)).isEqualTo(uid);
            story.deleteCluster("again");
            story.awaitGone("again");
        }
        assertThat(omni.writesOf("again", start))
                .filteredOn(write -> write.rpc() == RecordedWrite.Rpc.CREATE)
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "R41: killed after the finalizer and before Create, an object that is deleted meanwhile leaves without a write")
    void killedBeforeCreate() {
        Order refused = omni.simulator()
                .faults()
                .refuse(Calls.of("Create").on(ResourceTypes.CLUSTERS, "early"), Status.Code.INTERNAL);
        story.apply(withoutKubeconfig("early").with("deletionPolicy: Delete").yaml());
        await().until(() -> story.cluster("early").orElseThrow().getFinalizers().contains(FINALIZER));
        operatorStops();
        refused.lift();
        story.deleteCluster("early");

        restart();

        story.awaitGone("early");
        assertThat(omni.writesOf("early", start)).isEmpty();
    }

    @Test
    @DisplayName(
            "R41: killed after Create and before the status, on Delete the cluster is torn down once, and not made again")
    void killedAfterCreateOnDelete() {
        killedBeforeItsStatus("late", "Delete");

        story.awaitGone("late");
        await().until(() ->
                omni.simulator().store().get(ResourceTypes.CLUSTERS, "late").isEmpty());
        assertThat(omni.writesOf("late", start))
                .filteredOn(RecordedWrite::startedTeardown)
                .hasSize(1);
        assertThat(omni.writesOf("late", start))
                .filteredOn(write -> write.rpc() == RecordedWrite.Rpc.CREATE)
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "R41: killed after Create and before the status, on Retain the cluster is released and nothing is torn down")
    void killedAfterCreateOnRetain() {
        killedBeforeItsStatus("kept", "Retain");

        story.awaitGone("kept");
        assertThat(inOmni("kept", ClaimKeys.RELEASED)).endsWith("/kept@" + uidOfKilled);
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "kept")
                        .isTearingDown())
                .isFalse();
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
    }

    @Test
    @DisplayName(
            "R48: after Omni was restored from a backup without cluster 3 of 5, only that one says so, and none is written")
    void restoredWithoutOneCluster() {
        List<String> older = List.of("c1", "c2", "c4", "c5");
        older.forEach(name -> story.apply(withoutKubeconfig(name).yaml()));
        older.forEach(story::awaitSynced);
        Snapshot backup = omni.simulator().snapshot();
        story.apply(withoutKubeconfig("c3").yaml());
        story.awaitSynced("c3");
        WriteLog.Mark restored = omni.writes().mark();

        omni.simulator().restore(backup);

        story.awaitCluster("c3", "Stalled", "True", "RemovedInOmni");
        restart();
        story.awaitCluster("c3", "Stalled", "True", "RemovedInOmni");
        older.forEach(story::awaitSynced);
        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> omni.writesOf("c" + i, restored))
                        .flatMap(List::stream))
                .isEmpty();
    }

    /** The operator made the cluster and was gone before it could tell; meanwhile somebody deletes the object. */
    private void killedBeforeItsStatus(String name, String deletionPolicy) {
        story.apply(withoutKubeconfig(name)
                .with("deletionPolicy: " + deletionPolicy)
                .yaml());
        story.awaitSynced(name);
        operatorStops();
        OmniCluster cluster = story.cluster(name).orElseThrow();
        uidOfKilled = cluster.getMetadata().getUid();
        story.client()
                .resource(cluster)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
        assertThat(story.cluster(name).orElseThrow().getStatus()).isNull();
        story.deleteCluster(name);
        restart();
    }

    private String inOmni(String cluster, String annotation) {
        return omni.simulator()
                .store()
                .require(ResourceTypes.CLUSTERS, cluster)
                .annotation(annotation)
                .orElse("");
    }

    private static ClusterFile withoutKubeconfig(String name) {
        return ClusterFile.of(name).with("kubeconfig: {enabled: false}");
    }
}

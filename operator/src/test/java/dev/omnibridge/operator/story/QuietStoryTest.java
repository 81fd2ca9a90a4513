package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Order;
import dev.omnibridge.simulator.log.CallCounts;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls and writes follow changes, never time or other people's events; and no change is missed for it. */
class QuietStoryTest extends StoryTest {

    private static final int MANY_EVENTS = 100;
    private static final int EDITS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WriteLog.Mark start = omni.writes().mark();

    QuietStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R33: settled objects cost no write to the API server, no call to Omni and no token, whoever touches their annotations")
    void settledObjectsCostNothing() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "1/1");
        story.awaitCluster("demo", "KubeconfigReady", "True", "Issued");
        aPassGoesBy();
        Map<String, String> versions = versions();
        WriteLog.Mark settled = omni.writes().mark();

        touch(story.cluster("demo").orElseThrow(), "argocd.argoproj.io/refresh", "now");
        aPassGoesBy();

        CallCounts calls = omni.writes().since(settled).calls();
        assertThat(calls.of("Kubeconfig")).isZero();
        assertThat(calls.of("Update")).isZero();
        assertThat(calls.of("Create")).as("only of the canary").isEqualTo(1);
        assertThat(omni.writesOf("demo", settled)).isEmpty();
        Map<String, String> now = versions();
        now.keySet().retainAll(versions.keySet());
        versions.remove("OmniCluster/demo");
        now.remove("OmniCluster/demo");
        assertThat(now).isEqualTo(versions);
    }

    @Test
    @DisplayName(
            "R60: an edit that says the same in other words sends no Update, and no Update that was ever sent changed nothing")
    void sameInOtherWordsSendsNothing() {
        omni.withMachines(1, 0);
        ClusterFile file = ClusterFile.of("demo").controlPlanes(1);
        story.apply(file.yaml());
        story.awaitReady("demo");
        WriteLog.Mark settled = omni.writes().mark();

        story.apply(file.yaml().replace("1.35.6", "v1.35.6").replace("1.13.8", "v1.13.8"));
        story.awaitGeneration("demo", 2L);

        assertThat(omni.writesOf("demo", settled)).isEmpty();
        assertThat(omni.writes().writes())
                .filteredOn(write -> write.rpc() == RecordedWrite.Rpc.UPDATE && write.succeeded())
                .allSatisfy(write -> assertThat(write.changes()).isNotEmpty());
    }

    @Test
    @DisplayName("R40: of spec edits that race with our status writes, the last is always seen at once")
    void editsThatRaceWithStatusWrites() {
        ClusterFile file = ClusterFile.of("demo").with("kubeconfig: {enabled: false}");
        for (int i = 1; i <= EDITS; i++) {
            story.apply(file.with("labels: {edit: \"" + i + "\"}").yaml());
        }
        story.awaitGeneration("demo", (long) EDITS);
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .labels())
                .containsEntry("edit", String.valueOf(EDITS));
    }

    @Test
    @DisplayName("R59: a deletion that meets our first status, finalizer and claim on the wire is seen at once")
    void deletionsThatRaceWithOurPatches() {
        for (int i = 0; i < EDITS; i++) {
            String name = "brief-" + i;
            int steps = i % 3;
            story.apply(
                    ClusterFile.of(name).with("kubeconfig: {enabled: false}").yaml());
            await().pollInterval(Duration.ofMillis(2)).until(() -> stepsSeen(name) >= steps);
            story.deleteCluster(name);
        }
        IntStream.range(0, EDITS).mapToObj(i -> "brief-" + i).forEach(story::awaitGone);
        assertThat(omni.tried(start)).noneMatch(RecordedWrite::startedTeardown);
    }

    @Test
    @DisplayName("R65: work for an object that keeps failing follows the back-off, not the events that arrive for it")
    void workFollowsTheBackOff() {
        Order refused = omni.simulator()
                .faults()
                .refuse(Calls.of("Create").on(ResourceTypes.CLUSTERS, "failing"), Status.Code.INTERNAL);
        story.apply(
                ClusterFile.of("failing").with("kubeconfig: {enabled: false}").yaml());
        await().atMost(PATIENCE).until(() -> omni.writes().calls().of("Create") > 0);
        long before = omni.writes().calls().of("Create");

        for (int i = 0; i < MANY_EVENTS; i++) {
            touch(story.cluster("failing").orElseThrow(), "omnibridge.dev/paused", "event-" + i);
        }
        aPassGoesBy();

        assertThat(omni.writes().calls().of("Create") - before - 1)
                .as("tries while %s events arrived", MANY_EVENTS)
                .isLessThan(10);
        refused.lift();
        story.awaitSynced("failing");
    }

    @Test
    @DisplayName(
            "R65: what Omni refuses for good is not sent again with every event, and is sent again when that may help")
    void refusedForGoodIsSentRarely() {
        Order refused = omni.simulator()
                .faults()
                .refuse(Calls.of("Create").on(ResourceTypes.CLUSTERS, "failing"), Status.Code.PERMISSION_DENIED);
        ClusterFile file = ClusterFile.of("failing").with("kubeconfig: {enabled: false}");
        story.apply(file.yaml());
        story.awaitCluster("failing", "Stalled", "True", "PermissionDenied");
        long before = omni.writes().calls().of("Create");

        for (int i = 0; i < MANY_EVENTS; i++) {
            touch(story.cluster("failing").orElseThrow(), "omnibridge.dev/paused", "event-" + i);
        }
        aPassGoesBy();

        assertThat(omni.writes().calls().of("Create") - before - 1)
                .as("tries while %s events arrived", MANY_EVENTS)
                .isLessThan(10);
        story.awaitCluster("failing", "Stalled", "True", "PermissionDenied");
        refused.lift();
        story.apply(file.with("labels: {changed: yes-please}").yaml());
        story.awaitSynced("failing");
    }

    private int stepsSeen(String name) {
        HasMetadata object = story.cluster(name).orElseThrow();
        if (!object.getMetadata().getFinalizers().isEmpty()) {
            return 2;
        }
        return story.cluster(name).orElseThrow().getStatus() == null ? 0 : 1;
    }

    private void touch(HasMetadata object, String annotation, String value) {
        story.client()
                .resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
    }

    /** Every object of ours in the namespace, and the Secrets, with its version. */
    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        Stream.of(OmniCluster.class, OmniMachineSet.class, Secret.class)
                .flatMap(kind -> story.client().resources(kind).list().getItems().stream())
                .forEach(object -> versions.put(
                        object.getKind() + "/" + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }
}

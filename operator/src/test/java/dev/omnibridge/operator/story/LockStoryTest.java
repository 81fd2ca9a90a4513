package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.HeldChange;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks that people set in Omni hold what would change, and are lifted by their token alone. */
class LockStoryTest extends StoryTest {

    private static final ClusterFile DEMO = ClusterFile.of("demo");

    LockStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R20: the token that the status prints lifts the cluster's lock and nothing else, and the change follows in a write of its own")
    void aTokenLiftsTheClustersLock() {
        omni.withMachines(1, 2);
        ready(DEMO.controlPlanes(1).workers(1));
        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        WriteLog.Mark locked = omni.writes().mark();
        story.apply(DEMO.controlPlanes(1).workers(2).yaml());
        story.awaitMachineSet("demo-workers", "Ready", "False", "OmniLocked");

        await().atMost(Story.PATIENCE).until(() -> awaited("demo") != null);
        story.approve(story.cluster("demo").orElseThrow(), "unlock:demo:0");
        restart();
        assertThat(omni.writesOf("demo", locked)).isEmpty();

        story.approve(story.cluster("demo").orElseThrow(), awaited("demo"));
        story.awaitMachines("demo-workers", "2/2");
        assertThat(omni.writesOf("demo", locked)).extracting(RecordedWrite::id).containsExactly("demo", "demo-workers");
        assertThat(omni.writesOf("demo", locked).getFirst().changes())
                .extracting(change -> change.path())
                .containsExactly("annotations[" + OmniKeys.CLUSTER_LOCKED + "]");
        assertThat(events("demo")).contains("Unlocked");

        ui.edit(ResourceTypes.CLUSTERS, "demo", c -> c.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        story.apply(DEMO.controlPlanes(1).workers(1).yaml());
        story.awaitMachineSet("demo-workers", "Ready", "False", "OmniLocked");
        restart();
        assertThat(omni.simulator()
                        .store()
                        .require(ResourceTypes.CLUSTERS, "demo")
                        .hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .as("a token that stands does not lift a later lock")
                .isTrue();
    }

    @Test
    @DisplayName(
            "R21: a locked machine that leaves the list stays, over a restart too, until its token unlocks it in a write of its own")
    void aLockedMachineStays() {
        omni.withMachines(1, 2);
        List<String> big = omni.machineIdsOfClass("big");
        String control = omni.machineIdsOfClass("small").getFirst();
        ready(DEMO.machines(big).controlPlanesOf(control));
        ui.edit(ResourceTypes.MACHINE_SET_NODES, big.get(1), n -> n.withAnnotation(OmniKeys.LOCKED, ""));
        WriteLog.Mark locked = omni.writes().mark();

        story.apply(DEMO.machines(big.subList(0, 1)).controlPlanesOf(control).yaml());
        story.awaitMachineSet("demo-workers", "Synced", "False", "OmniLocked");
        restart();
        assertThat(held()).extracting(HeldChange::gate).containsExactly(Gate.MACHINE_LOCK);
        assertThat(omni.tried(locked)).noneMatch(RecordedWrite::startedTeardown);

        story.approve(
                story.machineSet("demo-workers").orElseThrow(),
                story.machineSet("demo-workers").orElseThrow().getStatus().awaitingApproval());
        story.awaitMachines("demo-workers", "1/1");
        List<RecordedWrite> writes = OmniForTests.succeeded(omni.writes().since(locked)).stream()
                .filter(write -> write.id().equals(big.get(1)))
                .toList();
        assertThat(writes).hasSize(2);
        assertThat(writes.getFirst().changes())
                .extracting(change -> change.path())
                .containsExactly("annotations[" + OmniKeys.LOCKED + "]");
        assertThat(writes.get(1).startedTeardown()).isTrue();
    }

    @Test
    @DisplayName("R21: a class does not shrink while one of its machines is locked: Omni would not spare it")
    void aClassDoesNotShrinkOverALock() {
        omni.withMachines(1, 2);
        ready(DEMO.controlPlanes(1).workers(2));
        story.awaitMachines("demo-workers", "2/2");
        String kept = omni.machineIdsOf("demo-workers").getFirst();
        ui.edit(ResourceTypes.MACHINE_SET_NODES, kept, n -> n.withAnnotation(OmniKeys.LOCKED, ""));
        WriteLog.Mark locked = omni.writes().mark();

        story.scale("demo-workers", 1);
        story.awaitMachineSet("demo-workers", "Ready", "False", "OmniLocked");
        restart();
        assertThat(omni.writesOf("demo", locked)).isEmpty();
        assertThat(omni.machineIdsOf("demo-workers")).hasSize(2);

        ui.edit(ResourceTypes.MACHINE_SET_NODES, kept, n -> n.withoutAnnotation(OmniKeys.LOCKED));
        story.awaitMachines("demo-workers", "1/1");
    }

    private String awaited(String cluster) {
        return story.cluster(cluster).orElseThrow().getStatus().awaitingApproval();
    }

    private List<HeldChange> held() {
        return story.machineSet("demo-workers").orElseThrow().getStatus().held();
    }

    private List<String> events(String object) {
        return story.client().v1().events().list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(object))
                .map(Event::getReason)
                .toList();
    }

    private void ready(ClusterFile file) {
        story.apply(file.yaml());
        story.awaitReady(file.name());
    }
}

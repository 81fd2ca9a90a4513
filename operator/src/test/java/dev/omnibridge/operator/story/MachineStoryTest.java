package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the status says of single machines. */
class MachineStoryTest extends StoryTest {

    MachineStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R58: a machine that runs and is not ready is told with what Talos waits for; what Talos reports else costs nothing")
    void aMachineSaysWhatItWaitsFor() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.awaitMachines("demo-workers", "1/1");
        String machine = omni.machineIdsOf("demo-workers").getFirst();

        omni.machines().leaveUnmet(machine, "nodeReady", "the node is not ready");
        awaitMessage("running, not ready: nodeReady (the node is not ready)");
        omni.machines().leaveUnmet(machine, "services", "kubelet is not healthy");
        awaitMessage("running, not ready: services (kubelet is not healthy)");
        story.awaitMachineSet("demo-workers", "MachinesReady", "False", "NotReady");

        aPassGoesBy();
        String before = set().getMetadata().getResourceVersion();
        IntStream.range(0, 20).forEach(i -> reports(machine, "boot-" + i));
        aPassGoesBy();
        assertThat(set().getMetadata().getResourceVersion()).isEqualTo(before);

        omni.machines().fulfil(machine);
        story.awaitMachines("demo-workers", "1/1");
    }

    /** Talos tells of itself again, with nothing in it that concerns anybody. */
    private void reports(String machine, String bootId) {
        Store store = omni.simulator().store();
        store.atomically(() -> store.update(
                "MachineStatusSnapshotController",
                store.require(ResourceTypes.MACHINE_STATUS_SNAPSHOTS, machine)
                        .withSpec(store.require(ResourceTypes.MACHINE_STATUS_SNAPSHOTS, machine).spec().toBuilder()
                                .setBootId(bootId)
                                .build()),
                Optional.empty()));
    }

    private void awaitMessage(String message) {
        await().atMost(Story.PATIENCE)
                .untilAsserted(
                        () -> assertThat(Optional.ofNullable(set().getStatus().machineList())
                                        .orElse(List.of()))
                                .extracting(MachineSummary::message)
                                .containsExactly(message));
    }

    private OmniMachineSet set() {
        return story.machineSet("demo-workers").orElseThrow();
    }
}

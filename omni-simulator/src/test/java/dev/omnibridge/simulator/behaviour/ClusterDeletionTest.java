package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTERS;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_DESTROY_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CONFIG_PATCHES;
import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_LABELS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SETS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterDeletionTest {

    private final Scene scene = Scene.instant();
    private final List<String> ids = scene.join(3);

    @Test
    @DisplayName("a deleted cluster takes everything declared in it along and gives its machines back")
    void deletionIsComplete() {
        scene.readyCluster(ids.get(0), ids.subList(1, 3));
        scene.patch("200-all", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {a: b}}");
        scene.patch("400-one", OmniKeys.CLUSTER_MACHINE, ids.get(1), "machine: {sysctls: {c: d}}");
        scene.edit(MACHINE_LABELS, ids.get(1), labels -> labels.withLabel("rack", "7"));
        scene.settle();
        assertThat(scene.store.require(CLUSTERS, "demo").finalizers()).hasSize(13);

        scene.tearDown(CLUSTERS, "demo");
        scene.settle();

        assertThat(scene.store.get(CLUSTERS, "demo")).isEmpty();
        assertThat(scene.store.list(CONFIG_PATCHES)).isEmpty();
        assertThat(scene.store.get(MACHINE_LABELS, ids.get(1))).isPresent();
        assertThat(scene.store.list(MACHINE_STATUSES))
                .hasSize(3)
                .allSatisfy(status -> assertThat(status.labels()).containsKey(OmniKeys.AVAILABLE))
                .allSatisfy(status -> assertThat(status.spec().getMaintenance()).isTrue());
    }

    @Test
    @DisplayName("workers go before control planes")
    void workersGoFirst() {
        scene.readyCluster(ids.get(0), ids.subList(1, 2));
        scene.timeline.clear();

        scene.tearDown(CLUSTERS, "demo");
        scene.settle();

        assertThat(scene.timeline.order("DEST MachineSets demo-workers", "UPDA MachineSets demo-control-planes"))
                .containsExactly("DEST MachineSets demo-workers", "UPDA MachineSets demo-control-planes");
    }

    @Test
    @DisplayName("every machine shows that its node is gone before it is made to leave, also one that is cut off")
    void nodesGoFirst() {
        scene.readyCluster(ids.get(0), ids.subList(1, 3));
        scene.machines.disconnectAtOnce(ids.get(2));
        scene.world.runUntilIdle();
        scene.timeline.clear();

        scene.tearDown(CLUSTERS, "demo");
        scene.world.runUntilIdle();
        scene.machines.connect(ids.get(2));
        scene.settle();

        assertThat(ids)
                .allSatisfy(id -> assertThat(scene.timeline.values(
                                CLUSTER_MACHINE_STATUSES,
                                id,
                                status -> status.spec().getStage()))
                        .containsSubsequence("BEFORE_DESTROY", "DESTROYING"));
        assertThat(scene.store.get(CLUSTERS, "demo")).isEmpty();
    }

    @Test
    @DisplayName("a disconnected machine holds the deletion until it comes back")
    void disconnectedMachineHolds() {
        scene.readyCluster(ids.get(0), ids.subList(1, 2));
        scene.machines.disconnectAtOnce(ids.get(1));
        scene.world.runUntilIdle();

        scene.tearDown(CLUSTERS, "demo");
        scene.world.advance(Duration.ofHours(5));

        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, ids.get(1)).getStage()).isEqualTo(Stage.DESTROYING);
        assertThat(scene.spec(CLUSTER_DESTROY_STATUSES, "demo").getPhase())
                .isEqualTo("Destroying: 2 machine sets, 2 machines");

        scene.machines.connect(ids.get(1));
        scene.settle();

        assertThat(scene.store.get(CLUSTERS, "demo")).isEmpty();
    }

    @Test
    @DisplayName("a teardown of the disconnected machine's Link frees the deletion, and the machine leaves Omni")
    void linkTeardownFrees() {
        scene.readyCluster(ids.get(0), ids.subList(1, 2));
        scene.machines.disconnectAtOnce(ids.get(1));
        scene.tearDown(CLUSTERS, "demo");
        scene.settle();

        scene.tearDown(LINKS, ids.get(1));
        scene.settle();

        assertThat(scene.store.get(CLUSTERS, "demo")).isEmpty();
        assertThat(scene.store.get(LINKS, ids.get(1))).isEmpty();
        assertThat(scene.store.get(MACHINES, ids.get(1))).isEmpty();
        assertThat(scene.machines.find(ids.get(1))).isEmpty();
    }

    @Test
    @DisplayName("R61: the patches of a removed worker set are removed by Omni itself")
    void patchesOfRemovedSetAreRemoved() {
        scene.readyCluster(ids.get(0), ids.subList(1, 2));
        scene.patch("400-workers", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {a: b}}");
        scene.patch("200-all", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {e: f}}");
        scene.settle();

        scene.tearDown(MACHINE_SETS, "demo-workers");
        scene.settle();

        assertThat(scene.store.get(MACHINE_SETS, "demo-workers")).isEmpty();
        assertThat(scene.store.list(CONFIG_PATCHES)).extracting(Resource::id).containsExactly("200-all");
        assertThat(scene.store.list(CLUSTER_MACHINES)).hasSize(1);
    }
}

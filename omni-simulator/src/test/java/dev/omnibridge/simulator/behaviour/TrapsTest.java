package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_PENDING_UPDATES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.TALOS_UPGRADE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running Omni was seen to do although one would not think so (live-checks.md), in virtual time. */
class TrapsTest {

    private final Scene scene = new Scene(MachineSpeeds.emulator());
    private final List<String> ids = scene.join(5);

    @Test
    @DisplayName(
            "the cluster is ready before its Kubernetes API is, and the API counts as ready before anything is installed")
    void readyBeforeApi() {
        scene.cluster("demo");
        scene.manualSet("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE);
        scene.node("demo-control-planes", ids.getFirst());
        scene.world.runUntilIdle();

        ClusterStatusSpec young = scene.spec(CLUSTER_STATUSES, "demo");
        assertThat(young.getAvailable() && young.getKubernetesAPIReady() && young.getHasConnectedControlPlanes())
                .isTrue();
        assertThat(scene.store
                        .require(CLUSTER_MACHINE_CONFIG_STATUSES, ids.getFirst())
                        .spec()
                        .getTalosVersion())
                .isEmpty();

        scene.settle();
        assertThat(cluster(status -> status.getReady() + "/" + status.getKubernetesAPIReady()))
                .containsExactly("false/false", "false/true", "false/false", "true/false", "true/true");
    }

    @Test
    @DisplayName("a Talos upgrade says 3/3 before 1/3")
    void lastBeforeFirst() {
        scene.readyCluster(ids.getFirst(), ids.subList(1, 3));
        scene.timeline.clear();

        scene.editCluster(spec -> spec.setTalosVersion("1.13.8"));
        scene.settle();

        assertThat(scene.timeline.values(
                        TALOS_UPGRADE_STATUSES, "demo", r -> r.spec().getStatus()))
                .containsSubsequence("updating machines 3/3", "updating machines 1/3", "updating machines 2/3", "");
    }

    @Test
    @DisplayName("during a Kubernetes upgrade readiness flaps at every step: three components and three kubelets")
    void readinessFlaps() {
        scene.readyCluster(ids.getFirst(), ids.subList(1, 3));
        scene.timeline.clear();

        scene.editCluster(spec -> spec.setKubernetesVersion("1.35.7"));
        scene.settle();

        assertThat(Collections.frequency(cluster(ClusterStatusSpec::getReady), "false"))
                .isEqualTo(6);
        assertThat(Collections.frequency(cluster(ClusterStatusSpec::getControlplaneReady), "false"))
                .isEqualTo(4);
    }

    @Test
    @DisplayName("control planes go from one to three and back to one, and the Kubernetes API answers all the while")
    void controlPlanesUpAndDown() {
        scene.readyCluster(ids.getFirst(), List.of());
        scene.settle();
        scene.timeline.clear();

        scene.node("demo-control-planes", ids.get(1));
        scene.node("demo-control-planes", ids.get(2));
        scene.settle();

        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-control-planes")
                        .getMachines()
                        .getHealthy())
                .isEqualTo(3);
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();

        scene.tearDown(MACHINE_SET_NODES, ids.get(1));
        scene.tearDown(MACHINE_SET_NODES, ids.get(2));
        scene.settle();

        assertThat(scene.store.list(CLUSTER_MACHINES)).extracting(Resource::id).containsExactly(ids.getFirst());
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();
        assertThat(cluster(ClusterStatusSpec::getKubernetesAPIReady)).containsExactly("true");
        // a control plane that leaves is without etcd for a moment
        assertThat(scene.timeline.values(
                        CLUSTER_MACHINE_STATUSES,
                        ids.get(1),
                        r -> r.spec().getStage() + (r.spec().getReady() ? " ready" : "")))
                .containsSubsequence("BEFORE_DESTROY ready", "DESTROYING ready", "DESTROYING");
    }

    @Test
    @DisplayName("a lock holds a machine's update, not that of others; unlocked, it takes the slot that is free")
    void unlockTakesTheSlot() {
        scene.readyCluster(ids.getFirst(), ids.subList(1, 4));
        String locked = ids.get(1);
        scene.edit(MACHINE_SET_NODES, locked, node -> node.withAnnotation(OmniKeys.LOCKED, ""));
        scene.patch(
                "500-slot", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {net.core.somaxconn: '4096'}}");
        scene.settle();

        assertThat(scene.store.list(MACHINE_PENDING_UPDATES))
                .extracting(Resource::id)
                .containsExactly(locked);
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers"))
                .satisfies(set -> assertThat(set.getPhase()).isEqualTo(MachineSetPhase.Running))
                .satisfies(set -> assertThat(set.getReady()).isTrue())
                .satisfies(set -> assertThat(set.getLockedUpdates()).isEqualTo(1));

        scene.edit(MACHINE_SET_NODES, locked, node -> node.withoutAnnotation(OmniKeys.LOCKED));
        scene.world.advance(Duration.ofSeconds(1));

        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).isEmpty();
        assertThat(scene.timeline.holders(CLUSTER_MACHINES, "ConfigUpdatePendingFinalizer"))
                .hasSize(3)
                .endsWith(locked);
    }

    private List<String> cluster(Function<ClusterStatusSpec, Object> facet) {
        return scene.timeline.values(CLUSTER_STATUSES, "demo", status -> facet.apply(status.spec()));
    }
}

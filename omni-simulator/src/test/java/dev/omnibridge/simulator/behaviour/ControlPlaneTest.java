package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CONTROL_PLANE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.LOAD_BALANCER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SETS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {

    private final Scene scene = new Scene(MachineSpeeds.seconds());
    private final List<String> ids = scene.join(4);

    @Test
    @DisplayName("control planes leave one after the other")
    void removalIsOneByOne() {
        threeControlPlanes();
        scene.timeline.clear();

        scene.tearDown(MACHINE_SET_NODES, ids.get(0));
        scene.tearDown(MACHINE_SET_NODES, ids.get(1));
        scene.settle();

        assertThat(scene.timeline.order(
                        "UPDA ClusterMachines " + ids.get(0) + " tearingDown",
                        "DEST ClusterMachines " + ids.get(0),
                        "UPDA ClusterMachines " + ids.get(1) + " tearingDown",
                        "DEST ClusterMachines " + ids.get(1)))
                .containsExactly(
                        "UPDA ClusterMachines " + ids.get(0) + " tearingDown",
                        "DEST ClusterMachines " + ids.get(0),
                        "UPDA ClusterMachines " + ids.get(1) + " tearingDown",
                        "DEST ClusterMachines " + ids.get(1));
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();
    }

    @Test
    @DisplayName(
            "a removal that would break the quorum never happens, and the set's status freezes instead of saying so")
    void quorumIsKept() {
        threeControlPlanes();
        scene.machines.disconnectAtOnce(ids.get(2));
        scene.settle();
        var before = scene.spec(MACHINE_SET_STATUSES, "demo-control-planes");

        scene.tearDown(MACHINE_SET_NODES, ids.get(0));
        scene.world.advance(Duration.ofHours(1));

        assertThat(scene.store.require(CLUSTER_MACHINES, ids.get(0)).isTearingDown())
                .isFalse();
        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, ids.get(0)).getStage()).isEqualTo(Stage.BEFORE_DESTROY);
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-control-planes")
                        .getMachines()
                        .getTotal())
                .isEqualTo(before.getMachines().getTotal());
    }

    @Test
    @DisplayName(
            "a lost majority takes the Kubernetes API down, while phases and the control plane status stay as they were")
    void lostMajority() {
        threeControlPlanes();

        scene.machines.disconnectAtOnce(ids.get(1));
        scene.machines.disconnectAtOnce(ids.get(2));
        scene.settle();

        ClusterStatusSpec status = scene.spec(CLUSTER_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(ClusterStatusSpec.Phase.RUNNING);
        assertThat(status.getReady() || status.getKubernetesAPIReady() || status.getControlplaneReady())
                .isFalse();
        assertThat(status.getHasConnectedControlPlanes()).isTrue();
        assertThat(scene.spec(LOAD_BALANCER_STATUSES, "demo").getStopped()).isFalse();
        assertThat(scene.store.get(CONTROL_PLANE_STATUSES, "demo-control-planes"))
                .isPresent();
        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, ids.get(1)).getStage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    @DisplayName("with all control planes disconnected the load balancer stops, and the cluster stays bootstrapped")
    void allControlPlanesLost() {
        threeControlPlanes();

        ids.subList(0, 3).forEach(scene.machines::disconnectAtOnce);
        scene.settle();

        assertThat(scene.spec(LOAD_BALANCER_STATUSES, "demo").getStopped()).isTrue();
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getHasConnectedControlPlanes())
                .isFalse();
        assertThat(scene.spec(CLUSTER_BOOTSTRAP_STATUSES, "demo").getBootstrapped())
                .isTrue();
    }

    @Test
    @DisplayName("a dead control plane leaves by a teardown of its Link; etcd forgets it after a minute")
    void deadControlPlaneLeaves() {
        threeControlPlanes();
        scene.machines.disconnectAtOnce(ids.get(2));
        scene.settle();

        scene.tearDown(LINKS, ids.get(2));
        scene.settle();
        scene.settle();
        assertThat(scene.store.list(CLUSTER_MACHINES)).extracting(Resource::id).doesNotContain(ids.get(2));
        scene.tearDown(MACHINE_SET_NODES, ids.get(1));
        scene.settle();

        assertThat(scene.store.list(CLUSTER_MACHINES)).extracting(Resource::id).containsExactly(ids.get(0));
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();
    }

    @Test
    @DisplayName("a removed control plane set un-bootstraps the cluster, whose phase then follows the workers alone")
    void removedControlPlaneSet() {
        scene.readyCluster(ids.get(0), ids.subList(1, 2));

        scene.tearDown(MACHINE_SETS, "demo-control-planes");
        scene.settle();

        assertThat(scene.store.get(MACHINE_SETS, "demo-control-planes")).isEmpty();
        ClusterStatusSpec status = scene.spec(CLUSTER_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(ClusterStatusSpec.Phase.RUNNING);
        assertThat(status.getAvailable()).isFalse();
        assertThat(scene.spec(CLUSTER_BOOTSTRAP_STATUSES, "demo").getBootstrapped())
                .isFalse();
    }

    @Test
    @DisplayName("a cluster with nothing but an empty worker set is RUNNING and ready, and not available")
    void emptyWorkerSetIsReady() {
        scene.cluster("demo");
        scene.manualSet("demo-workers", OmniKeys.ROLE_WORKER);
        scene.settle();

        ClusterStatusSpec status = scene.spec(CLUSTER_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(ClusterStatusSpec.Phase.RUNNING);
        assertThat(status.getReady()).isTrue();
        assertThat(status.getAvailable()).isFalse();
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getPhase()).isEqualTo(MachineSetPhase.Running);
    }

    private void threeControlPlanes() {
        scene.readyCluster(ids.get(0), List.of());
        scene.node("demo-control-planes", ids.get(1));
        scene.node("demo-control-planes", ids.get(2));
        scene.settle();
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();
    }
}

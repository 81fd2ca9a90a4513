package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTERS;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_UPGRADE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.LOAD_BALANCER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SETS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.TALOS_UPGRADE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What each key status went through, facet by facet, equals what was recorded on running servers with emulated machines
 * (omni/recorded/timeline-*.txt). Counters are compared by their last values, because how many steps they take depends on how controllers
 * happen to interleave; for the same reason Running without ready is left out between other phases of a set.
 */
class RecordedTimelinesTest {

    private final Scene scene = new Scene(MachineSpeeds.emulator());
    private final List<String> ids = scene.join(5);
    private final String controlPlane = ids.get(0);
    private final String worker = ids.get(1);

    @Test
    @DisplayName("timeline-create: a cluster of one control plane and one worker")
    void create() {
        scene.timeline.clear();

        createStepByStep();

        assertThat(cluster(ClusterStatusSpec::getPhase)).containsExactly("UNKNOWN", "RUNNING", "SCALING_UP", "RUNNING");
        assertThat(cluster(ClusterStatusSpec::getReady)).containsExactly("false", "true");
        assertThat(cluster(ClusterStatusSpec::getAvailable)).containsExactly("false", "true");
        assertThat(cluster(ClusterStatusSpec::getHasConnectedControlPlanes)).containsExactly("false", "true");
        assertThat(cluster(ClusterStatusSpec::getKubernetesAPIReady)).containsExactly("false", "true", "false", "true");
        assertThat(cluster(ClusterStatusSpec::getControlplaneReady)).containsExactly("false", "true");
        assertThat(set("demo-control-planes")).containsExactly("Failed", "ScalingUp", "Reconfiguring", "Running ready");
        assertThat(set("demo-workers")).containsExactly("Running ready", "ScalingUp", "Reconfiguring", "Running ready");
        assertThat(machine(controlPlane)).containsExactly("CONFIGURING ready", "RUNNING", "RUNNING ready");
        assertThat(machine(worker)).containsExactly("CONFIGURING ready", "RUNNING ready");
        assertThat(scene.timeline.values(
                        LOAD_BALANCER_STATUSES,
                        "demo",
                        r -> (r.spec().getStopped() ? "stopped " : "")
                                + (r.spec().getHealthy() ? "healthy" : "")))
                .containsExactly("stopped ", "healthy", "", "healthy");
        assertThat(scene.timeline.values(
                        CLUSTER_BOOTSTRAP_STATUSES, "demo", r -> r.spec().getBootstrapped()))
                .containsExactly("false", "true");
        assertThat(scene.timeline.values(
                        TALOS_UPGRADE_STATUSES, "demo", r -> r.spec().getPhase()))
                .containsExactly("Done");
        assertThat(scene.timeline.values(
                        KUBERNETES_UPGRADE_STATUSES, "demo", r -> r.spec().getPhase()))
                .containsExactly("Upgrading", "Done");
        assertThat(scene.timeline.values(CLUSTER_MACHINE_CONFIG_STATUSES, worker, RecordedTimelinesTest::configShape))
                .containsExactly("rebooting", "running", "in force, labelled");
        assertThat(scene.store.require(CLUSTERS, "demo").version()).isEqualTo(14);
        assertThat(scene.store.require(MACHINE_SETS, "demo-control-planes").version())
                .isEqualTo(8);
        assertThat(scene.store.require(MACHINE_SETS, "demo-workers").version()).isEqualTo(6);
    }

    @Test
    @DisplayName("timeline-scale-up: two workers are added")
    void scaleUp() {
        createStepByStep();
        scene.timeline.clear();

        scene.node("demo-workers", ids.get(3));
        scene.node("demo-workers", ids.get(2));
        scene.settle();

        assertThat(cluster(ClusterStatusSpec::getPhase)).containsExactly("SCALING_UP", "RUNNING");
        assertThat(cluster(ClusterStatusSpec::getReady)).containsExactly("false", "true");
        assertThat(set("demo-workers")).containsExactly("ScalingUp", "Reconfiguring", "Running ready");
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getMachines().getHealthy())
                .isEqualTo(4);
        assertThat(scene.timeline.values(
                        KUBERNETES_UPGRADE_STATUSES,
                        "demo",
                        r -> r.spec().getStatus().isEmpty()))
                .containsExactly("false", "true");
        assertThat(scene.timeline.values(MACHINE_SET_NODES, ids.get(3), Resource::finalizers))
                .containsExactly("[]", "[MachineSetStatusController]");
    }

    @Test
    @DisplayName("timeline-scale-down: one worker is removed by its node")
    void scaleDown() {
        createStepByStep();
        scene.timeline.clear();

        scene.tearDown(MACHINE_SET_NODES, worker);
        scene.settle();

        assertThat(set("demo-workers")).containsExactly("ScalingDown", "Running ready");
        assertThat(cluster(ClusterStatusSpec::getPhase)).containsExactly("SCALING_DOWN", "RUNNING");
        assertThat(scene.timeline.values(
                        CLUSTER_MACHINE_STATUSES, worker, r -> r.spec().getStage()))
                .containsExactly("BEFORE_DESTROY", "DESTROYING");
        assertThat(scene.timeline.finalizersLost(CLUSTER_MACHINES, worker))
                .containsExactly(
                        "ClusterMachineController",
                        "ClusterMachineConfigPatchesController",
                        "ClusterMachineConfigController",
                        "ClusterMachineTeardownController",
                        "ClusterMachineStatusController",
                        "ClusterMachineEncryptionKeyController");
        assertThat(scene.timeline.order(
                        "DEST MachineSetNodes",
                        "UPDA ClusterMachines " + worker + " tearingDown",
                        "DEST ClusterMachineConfigStatuses",
                        "DEST ClusterMachineStatuses",
                        "DEST ClusterMachines "))
                .containsExactly(
                        "DEST MachineSetNodes",
                        "UPDA ClusterMachines " + worker + " tearingDown",
                        "DEST ClusterMachineConfigStatuses",
                        "DEST ClusterMachineStatuses",
                        "DEST ClusterMachines ");
    }

    @Test
    @DisplayName("timeline-class-4: a class set of four finds three machines")
    void classWithShortage() {
        createStepByStep();
        scene.machineClass("any", "omni.sidero.dev/platform");
        scene.timeline.clear();

        scene.classSet("demo-pool", OmniKeys.ROLE_WORKER, "any", 4);
        scene.settle();

        assertThat(set("demo-pool")).containsExactly("ScalingUp");
        assertThat(cluster(ClusterStatusSpec::getPhase)).containsExactly("SCALING_UP");
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-pool").getMachines())
                .extracting("requested_", "total_", "healthy_", "connected_")
                .containsExactly(4, 3, 3, 3);
        assertThat(scene.timeline.values(MACHINE_SET_NODES, ids.get(2), Resource::finalizers))
                .containsExactly(
                        "[MachineSetNodeController]", "[MachineSetNodeController, MachineSetStatusController]");
    }

    @Test
    @DisplayName("timeline-class-delete: a class set is removed")
    void classDelete() {
        createStepByStep();
        scene.machineClass("any", "omni.sidero.dev/platform");
        scene.classSet("demo-pool", OmniKeys.ROLE_WORKER, "any", 1);
        scene.settle();
        String machine = scene.store.list(CLUSTER_MACHINES).stream()
                .map(Resource::id)
                .filter(id -> !id.equals(controlPlane) && !id.equals(worker))
                .findFirst()
                .orElseThrow();
        scene.timeline.clear();

        scene.tearDown(MACHINE_SETS, "demo-pool");
        scene.settle();

        assertThat(set("demo-pool")).containsExactly("Destroying");
        assertThat(cluster(ClusterStatusSpec::getPhase)).containsExactly("SCALING_DOWN", "RUNNING");
        assertThat(scene.timeline.values(
                        CLUSTER_MACHINE_STATUSES, machine, r -> r.spec().getStage()))
                .containsExactly("DESTROYING");
        assertThat(scene.timeline.finalizersLost(MACHINE_SET_NODES, machine))
                .containsExactly("MachineSetStatusController", "MachineSetNodeController");
        assertThat(scene.timeline.finalizersLost(MACHINE_SETS, "demo-pool"))
                .containsSubsequence(
                        "MachineSetNodeController", "MachineSetStatusController", "MachineSetDestroyStatusController");
    }

    @Test
    @DisplayName("timeline-lock-patch-unlock: a patch of the cluster passes a locked worker by until it is unlocked")
    void lockPatchUnlock() {
        createStepByStep();
        scene.node("demo-workers", ids.get(2));
        scene.settle();
        scene.edit(MACHINE_SET_NODES, worker, node -> node.withAnnotation(OmniKeys.LOCKED, ""));
        scene.timeline.clear();

        scene.patch("200-sysctl", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {net.core.somaxconn: '4096'}}");
        scene.settle();

        assertThat(set("demo-control-planes")).containsExactly("Reconfiguring", "Running ready");
        assertThat(set("demo-workers")).containsExactly("Reconfiguring", "Running ready");
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getLockedUpdates())
                .isEqualTo(1);
        assertThat(scene.store.require(CLUSTER_MACHINE_STATUSES, worker).labels())
                .containsKey(OmniKeys.LOCKED_UPDATE);
        assertThat(scene.timeline.values(
                        CLUSTER_MACHINES, ids.get(2), r -> r.finalizers().contains("ConfigUpdatePendingFinalizer")))
                .containsExactly("true", "false");
        assertThat(cluster(ClusterStatusSpec::getReady)).containsExactly("false", "true");
        scene.timeline.clear();

        scene.edit(MACHINE_SET_NODES, worker, node -> node.withoutAnnotation(OmniKeys.LOCKED));
        scene.settle();

        assertThat(set("demo-workers")).containsExactly("Reconfiguring", "Running ready");
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getLockedUpdates())
                .isZero();
        assertThat(scene.timeline.values(
                        CLUSTER_MACHINE_STATUSES, worker, r -> r.spec().getConfigApplyStatus()))
                .containsExactly("PENDING", "APPLIED");
    }

    private void createStepByStep() {
        scene.cluster("demo");
        scene.manualSet("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE);
        scene.world.runUntilIdle();
        scene.manualSet("demo-workers", OmniKeys.ROLE_WORKER);
        scene.world.runUntilIdle();
        scene.node("demo-control-planes", controlPlane);
        scene.node("demo-workers", worker);
        scene.settle();
    }

    private List<String> cluster(Function<ClusterStatusSpec, Object> facet) {
        return scene.timeline.values(CLUSTER_STATUSES, "demo", status -> facet.apply(status.spec()));
    }

    private List<String> set(String id) {
        List<String> phases = scene.timeline.values(MACHINE_SET_STATUSES, id, RecordedTimelinesTest::phase);
        return phases.stream().filter(phase -> !phase.equals("Running")).toList();
    }

    private List<String> machine(String id) {
        return scene.timeline.values(CLUSTER_MACHINE_STATUSES, id, RecordedTimelinesTest::stage);
    }

    private static String phase(Resource<MachineSetStatusSpec> set) {
        return set.spec().getPhase() + (set.spec().getReady() ? " ready" : "");
    }

    private static String stage(Resource<ClusterMachineStatusSpec> machine) {
        return machine.spec().getStage() + (machine.spec().getReady() ? " ready" : "");
    }

    private static String configShape(Resource<ClusterMachineConfigStatusSpec> status) {
        if (!status.spec().getPreRebootBootId().isEmpty()) {
            return "rebooting";
        }
        return status.spec().getClusterMachineConfigSha256().isEmpty()
                ? "running"
                : "in force" + (status.hasLabel(OmniKeys.CLUSTER) ? ", labelled" : "");
    }
}

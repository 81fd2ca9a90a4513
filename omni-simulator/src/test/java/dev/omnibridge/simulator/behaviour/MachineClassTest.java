package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SETS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineClassTest {

    private final Scene scene = Scene.instant();

    @Test
    @DisplayName("a class that matches enough machines makes the cluster ready")
    void classMakesClusterReady() {
        scene.join(5);
        classCluster(1, 3);

        scene.settle();

        ClusterStatusSpec status = scene.spec(CLUSTER_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(ClusterStatusSpec.Phase.RUNNING);
        assertThat(status.getReady() && status.getAvailable() && status.getKubernetesAPIReady())
                .isTrue();
        assertThat(status.getMachines().getHealthy()).isEqualTo(4);
        assertThat(nodes("demo-pool"))
                .hasSize(3)
                .allSatisfy(
                        node -> assertThat(node.labels()).containsKey(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER));
    }

    @Test
    @DisplayName(
            "too few machines show as ScalingUp without any error, and a machine that joins later is taken at once")
    void shortageShowsOnlyInCounters() {
        scene.join(2);
        classCluster(1, 3);
        scene.settle();

        var short1 = scene.spec(MACHINE_SET_STATUSES, "demo-pool");
        assertThat(short1.getPhase()).isEqualTo(MachineSetPhase.ScalingUp);
        assertThat(short1.getReady()).isFalse();
        assertThat(short1.getError()).isEmpty();
        assertThat(short1.getMachines().getRequested()).isEqualTo(3);
        assertThat(short1.getMachines().getTotal()).isEqualTo(1);

        scene.join(2);
        scene.settle();

        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-pool").getReady()).isTrue();
    }

    @Test
    @DisplayName("selectors compare labels with units, and entries of a class are alternatives")
    void selectorsChooseByHardware() {
        String big = scene.machines
                .add(MachineTemplate.of(Scene.TALOS)
                        .withHardware(Hardware.small().sized(16, 65536)))
                .id();
        String arm = scene.machines
                .add(MachineTemplate.of(Scene.TALOS)
                        .withHardware(Hardware.small().withArch("arm64")))
                .id();
        scene.join(3);
        scene.cluster("demo");
        scene.machineClass(
                "special",
                "omni.sidero.dev/mem > 16GiB, omni.sidero.dev/cores >= 16",
                "omni.sidero.dev/arch in (arm64, riscv64)");
        scene.classSet("demo-pool", OmniKeys.ROLE_WORKER, "special", 5);

        scene.settle();

        assertThat(nodes("demo-pool")).extracting(Resource::id).containsExactlyInAnyOrder(big, arm);
    }

    @Test
    @DisplayName("a machine whose Talos is newer than the cluster's is never taken")
    void newerTalosIsRefused() {
        scene.machines.add(MachineTemplate.of("1.14.0").withInstalled());
        scene.machines.add(MachineTemplate.of("1.12.4"));
        String older =
                scene.machines.add(MachineTemplate.of("1.12.4").withInstalled()).id();
        scene.world.runUntilIdle();
        classCluster(1, 0);

        scene.settle();

        assertThat(nodes("demo-control-planes")).extracting(Resource::id).containsExactly(older);
    }

    @Test
    @DisplayName("scaling down takes disconnected machines first, then the oldest node")
    void scaleDownOrder() {
        scene.join(4);
        classCluster(1, 3);
        scene.settle();
        List<String> byAge = nodes("demo-pool").stream()
                .sorted(Comparator.comparing(Resource<?>::created).thenComparing(Resource::id))
                .map(Resource::id)
                .toList();
        scene.machines.disconnectAtOnce(byAge.get(2));
        scene.world.runUntilIdle();

        scale("demo-pool", 1);
        scene.settle();

        assertThat(nodes("demo-pool")).extracting(Resource::id).containsExactly(byAge.get(1));
        // the disconnected one can't be wiped and holds its membership; the other has gone back to the pool
        assertThat(scene.store.get(CLUSTER_MACHINES, byAge.get(2))).isPresent();
        assertThat(scene.store.get(CLUSTER_MACHINES, byAge.get(0))).isEmpty();
        assertThat(scene.store.require(MACHINE_STATUSES, byAge.get(0)).labels()).containsKey(OmniKeys.AVAILABLE);
    }

    @Test
    @DisplayName("a machine that one cluster frees is taken by another that waits for it")
    void freedMachineIsTakenByWaitingCluster() {
        scene.join(2);
        classCluster(1, 1);
        scene.settle();
        scene.cluster("other");
        scene.classSet("other-workers", OmniKeys.ROLE_WORKER, "any", 1);
        scene.settle();
        assertThat(nodes("other-workers")).isEmpty();

        scale("demo-pool", 0);
        scene.settle();

        assertThat(nodes("other-workers")).hasSize(1);
    }

    @Test
    @DisplayName("a set switched from class to manual never finishes its deletion, until it gets an allocation again")
    void classToManualTrap() {
        scene.join(1);
        classCluster(1, 0);
        scene.settle();
        edit("demo-pool", MachineSetSpec.Builder::clearMachineAllocation);
        scene.tearDown(MACHINE_SETS, "demo-pool");
        scene.settle();

        assertThat(scene.store.require(MACHINE_SETS, "demo-pool").finalizers())
                .containsExactlyInAnyOrder("MachineSetDestroyStatusController", "MachineSetNodeController");

        scale("demo-pool", 0);
        scene.settle();

        assertThat(scene.store.get(MACHINE_SETS, "demo-pool")).isEmpty();
    }

    private void classCluster(int controlPlanes, int workers) {
        scene.cluster("demo");
        scene.machineClass("any", "omni.sidero.dev/platform = metal");
        scene.classSet("demo-control-planes", OmniKeys.ROLE_CONTROL_PLANE, "any", controlPlanes);
        scene.world.runUntilIdle();
        scene.classSet("demo-pool", OmniKeys.ROLE_WORKER, "any", workers);
    }

    private List<? extends Resource<?>> nodes(String set) {
        return scene.store.list(MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set));
    }

    private void scale(String set, int count) {
        edit(set, spec -> {
            spec.getMachineAllocationBuilder().setName("any").setMachineCount(count);
            return spec;
        });
    }

    private void edit(String set, UnaryOperator<MachineSetSpec.Builder> change) {
        scene.edit(
                MACHINE_SETS,
                set,
                resource -> resource.withSpec(
                        change.apply(resource.spec().toBuilder()).build()));
    }
}

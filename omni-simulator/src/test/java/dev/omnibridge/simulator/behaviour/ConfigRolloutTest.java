package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTERS;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CONFIG_PATCHES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_PENDING_UPDATES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.REDACTED_CLUSTER_MACHINE_CONFIGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigRolloutTest {

    private static final String LOCK = "ConfigUpdatePendingFinalizer";

    private final Scene scene = new Scene(MachineSpeeds.seconds());
    private final List<String> ids = scene.join(4);
    private final List<String> workers = ids.subList(1, 4).stream().sorted().toList();

    @BeforeEach
    void clusterIsReady() {
        scene.readyCluster(ids.get(0), workers);
        scene.timeline.clear();
    }

    @Test
    @DisplayName("a patch of a set reaches its machines one at a time and no others")
    void patchReachesItsSet() {
        scene.patch("400-workers", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {a: b}}");
        scene.world.runUntilIdle();

        assertThat(holders()).hasSize(1);
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getPhase())
                .isEqualTo(MachineSetPhase.Reconfiguring);

        scene.settle();

        assertThat(holders()).isEmpty();
        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).isEmpty();
        assertThat(config(workers.get(0))).contains("a: b");
        assertThat(config(ids.get(0))).doesNotContain("a: b");
    }

    @Test
    @DisplayName("narrower scopes and higher ids win, and a removed patch is taken back")
    void patchesAreLayered() {
        String machine = workers.get(0);
        scene.patch("900-all", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {x: cluster}}");
        scene.patch("100-set", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {x: low}}");
        scene.patch("200-set", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {x: high}}");
        scene.settle();
        assertThat(config(machine)).contains("x: high");
        assertThat(config(ids.get(0))).contains("x: cluster");

        scene.patch("100-machine", OmniKeys.CLUSTER_MACHINE, machine, "machine: {sysctls: {x: machine}}");
        scene.settle();
        assertThat(config(machine)).contains("x: machine");

        scene.tearDown(CONFIG_PATCHES, "100-machine");
        scene.settle();
        assertThat(config(machine)).contains("x: high");
    }

    @Test
    @DisplayName("a refused config shows as FAILED with Talos' text and clears when the machine accepts it")
    void refusedConfig() {
        String machine = workers.get(0);
        scene.machines.failConfig(machine, "unknown key sysctlz");
        scene.patch("400-workers", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctlz: {a: b}}");
        scene.settle();

        var status = scene.spec(CLUSTER_MACHINE_STATUSES, machine);
        assertThat(status.getConfigApplyStatus()).isEqualTo(ConfigApplyStatus.FAILED);
        assertThat(status.getLastConfigError()).isEqualTo("unknown key sysctlz");
        // the others of the set go on
        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, workers.get(1)).getConfigApplyStatus())
                .isEqualTo(ConfigApplyStatus.APPLIED);
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getPhase())
                .isEqualTo(MachineSetPhase.Reconfiguring);

        scene.machines.acceptConfig(machine);
        scene.settle();

        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, machine).getConfigApplyStatus())
                .isEqualTo(ConfigApplyStatus.APPLIED);
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getReady()).isTrue();
    }

    @Test
    @DisplayName("a patch that is no YAML shows as a config error without its text, and fixing it clears that")
    void unreadablePatch() {
        scene.patch("400-workers", OmniKeys.MACHINE_SET, "demo-workers", "machine: {secret: [");
        scene.settle();

        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, workers.get(0)).getLastConfigError())
                .contains("not valid YAML")
                .doesNotContain("secret");

        scene.tearDown(CONFIG_PATCHES, "400-workers");
        scene.settle();

        assertThat(scene.spec(CLUSTER_MACHINE_STATUSES, workers.get(0)).getConfigApplyStatus())
                .isEqualTo(ConfigApplyStatus.APPLIED);
    }

    @Test
    @DisplayName("a machine that is locked while it holds the turn blocks its set until it is unlocked")
    void lockWhileHoldingTheTurn() {
        scene.patch("400-workers", OmniKeys.MACHINE_SET, "demo-workers", "machine: {sysctls: {a: b}}");
        scene.world.runUntilIdle();
        String holder = holders().getFirst();

        scene.edit(MACHINE_SET_NODES, holder, node -> node.withAnnotation(OmniKeys.LOCKED, ""));
        scene.world.advance(Duration.ofHours(1));

        assertThat(holders()).containsExactly(holder);
        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).hasSize(3);

        scene.edit(MACHINE_SET_NODES, holder, node -> node.withoutAnnotation(OmniKeys.LOCKED));
        scene.settle();

        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).isEmpty();
    }

    @Test
    @DisplayName("a locked cluster keeps its old statuses: nothing is applied, created or counted until it is unlocked")
    void lockedClusterFreezes() {
        scene.edit(CLUSTERS, "demo", cluster -> cluster.withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        scene.settle();
        var before = scene.store.require(MACHINE_SET_STATUSES, "demo-workers");

        scene.patch("200-all", OmniKeys.CLUSTER, "demo", "machine: {sysctls: {a: b}}");
        scene.world.advance(Duration.ofHours(1));

        assertThat(scene.store.require(MACHINE_SET_STATUSES, "demo-workers")).isEqualTo(before);
        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).hasSize(4);
        assertThat(scene.store.require(CLUSTER_MACHINE_STATUSES, workers.get(0)).annotations())
                .containsKey(OmniKeys.LOCKED);

        scene.edit(CLUSTERS, "demo", cluster -> cluster.withoutAnnotation(OmniKeys.CLUSTER_LOCKED));
        scene.settle();

        assertThat(scene.store.list(MACHINE_PENDING_UPDATES)).isEmpty();
    }

    private List<String> holders() {
        return scene.store.list(CLUSTER_MACHINES).stream()
                .filter(machine -> machine.finalizers().contains(LOCK))
                .map(Resource::id)
                .toList();
    }

    private String config(String machine) {
        return scene.spec(REDACTED_CLUSTER_MACHINE_CONFIGS, machine).getData();
    }
}

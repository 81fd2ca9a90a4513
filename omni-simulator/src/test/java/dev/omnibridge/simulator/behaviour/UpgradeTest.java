package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.EXTENSIONS_CONFIGURATIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_UPGRADE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.TALOS_UPGRADE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.catalog.VersionTable;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final Scene scene = new Scene(MachineSpeeds.seconds());
    private final List<String> ids = scene.join(3);

    @BeforeEach
    void clusterIsReady() {
        scene.readyCluster(ids.get(0), ids.subList(1, 3));
        scene.timeline.clear();
    }

    @Test
    @DisplayName("a Talos upgrade goes machine by machine, control planes first, and ends Done at the new version")
    void talosUpgrade() {
        scene.editCluster(spec -> spec.setTalosVersion("1.13.8"));
        scene.world.advance(LONG_ENOUGH);

        TalosUpgradeStatusSpec status = scene.spec(TALOS_UPGRADE_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(TalosUpgradeStatusSpec.Phase.Done);
        assertThat(status.getLastUpgradeVersion()).isEqualTo("1.13.8");
        assertThat(scene.timeline.values(
                        TALOS_UPGRADE_STATUSES, "demo", r -> r.spec().getPhase()))
                .containsExactly("Upgrading", "Done");
        assertThat(scene.store.list(CLUSTER_MACHINE_CONFIG_STATUSES))
                .allSatisfy(
                        config -> assertThat(config.spec().getTalosVersion()).isEqualTo("1.13.8"));
        assertThat(scene.timeline.values(
                        MACHINE_SET_STATUSES, "demo-workers", r -> r.spec().getPhase()))
                .startsWith("Upgrading")
                .endsWith("Running");
        assertThat(upgradeTurns()).hasSize(3).startsWith(ids.get(0));
        assertThat(scene.spec(CLUSTER_STATUSES, "demo").getReady()).isTrue();
    }

    @Test
    @DisplayName(
            "extensions change the schematic of the machines in their scope only; it looks like a revert before and after")
    void schematicChange() {
        scene.store.create(
                "",
                Resource.of(
                                EXTENSIONS_CONFIGURATIONS,
                                "schematic-demo-workers",
                                ExtensionsConfigurationSpec.newBuilder()
                                        .addExtensions("siderolabs/gvisor")
                                        .build())
                        .withLabel(OmniKeys.CLUSTER, "demo")
                        .withLabel(OmniKeys.MACHINE_SET, "demo-workers"));
        scene.world.advance(LONG_ENOUGH);

        assertThat(scene.timeline.values(
                        TALOS_UPGRADE_STATUSES, "demo", r -> r.spec().getPhase()))
                .containsExactly("Reverting", "UpdatingMachineSchematics", "Reverting", "Done");
        assertThat(upgradeTurns()).containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));
    }

    @Test
    @DisplayName("a locked machine keeps its set Upgrading and the upgrade waiting")
    void lockedMachineHoldsTalosUpgrade() {
        scene.edit(MACHINE_SET_NODES, ids.get(1), node -> node.withAnnotation(OmniKeys.LOCKED, ""));

        scene.editCluster(spec -> spec.setTalosVersion("1.13.8"));
        scene.world.advance(LONG_ENOUGH);

        TalosUpgradeStatusSpec status = scene.spec(TALOS_UPGRADE_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(TalosUpgradeStatusSpec.Phase.Upgrading);
        assertThat(status.getStatus()).isEqualTo("waiting for machines to be unlocked");
        assertThat(scene.spec(MACHINE_SET_STATUSES, "demo-workers").getReady()).isFalse();
    }

    @Test
    @DisplayName("a Kubernetes upgrade goes by component and node, and ends Done at the new version")
    void kubernetesUpgrade() {
        scene.editCluster(spec -> spec.setKubernetesVersion("1.35.7"));
        scene.world.advance(LONG_ENOUGH);

        KubernetesUpgradeStatusSpec status = scene.spec(KUBERNETES_UPGRADE_STATUSES, "demo");
        assertThat(status.getPhase()).isEqualTo(KubernetesUpgradeStatusSpec.Phase.Done);
        assertThat(status.getLastUpgradeVersion()).isEqualTo("1.35.7");
        assertThat(scene.spec(KUBERNETES_STATUSES, "demo").getNodesList())
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.getKubeletVersion()).isEqualTo("1.35.7"));
        assertThat(scene.timeline.values(
                        KUBERNETES_UPGRADE_STATUSES,
                        "demo",
                        r -> r.spec().getStep().replaceFirst("^talos-...-...: ", "")))
                .filteredOn(step -> !step.startsWith("pulled"))
                .containsExactly(
                        "",
                        "updating kube-apiserver to 1.35.7",
                        "updating kube-controller-manager to 1.35.7",
                        "updating kube-scheduler to 1.35.7",
                        "updating kubelet to 1.35.7",
                        "");
    }

    @Test
    @DisplayName("a Kubernetes version that is set back on the way is reverted, and can be set again")
    void kubernetesRevert() {
        scene.editCluster(spec -> spec.setKubernetesVersion("1.35.7"));
        scene.world.runUntilIdle();
        scene.editCluster(spec -> spec.setKubernetesVersion(Scene.KUBERNETES));
        scene.world.advance(LONG_ENOUGH);

        assertThat(scene.spec(KUBERNETES_UPGRADE_STATUSES, "demo").getPhase())
                .isEqualTo(KubernetesUpgradeStatusSpec.Phase.Done);
        assertThat(scene.spec(KUBERNETES_STATUSES, "demo").getStaticPods(0).getStaticPodsList())
                .allSatisfy(pod -> assertThat(pod.getVersion()).isEqualTo(Scene.KUBERNETES));

        scene.editCluster(spec -> spec.setKubernetesVersion("1.35.7"));
        scene.world.advance(LONG_ENOUGH);

        assertThat(scene.spec(KUBERNETES_UPGRADE_STATUSES, "demo").getLastUpgradeVersion())
                .isEqualTo("1.35.7");
    }

    @Test
    @DisplayName(
            "offered versions are those the cluster may go to: other patches and the next minor, lower patches too")
    void offeredVersions() {
        VersionTable.publish(scene.store);
        scene.editCluster(spec -> spec.setKubernetesVersion("1.35.7").setTalosVersion("1.13.8"));
        scene.world.advance(LONG_ENOUGH);

        assertThat(scene.spec(KUBERNETES_UPGRADE_STATUSES, "demo").getUpgradeVersionsList())
                .containsExactly("1.35.6", "1.36.2", "1.36.3");
        assertThat(scene.spec(TALOS_UPGRADE_STATUSES, "demo").getUpgradeVersionsList())
                .containsExactly("1.13.7");
    }

    /** Machines in the order in which they got a turn to be upgraded. */
    private List<String> upgradeTurns() {
        return scene.timeline.holders(CLUSTER_MACHINES, "UpgradePendingFinalizer");
    }
}

package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTERS;
import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_IDENTITIES;
import static dev.omnibridge.omni.resource.ResourceTypes.CONFIG_PATCHES;
import static dev.omnibridge.omni.resource.ResourceTypes.EXTENSIONS_CONFIGURATIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.IMAGE_PULL_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.LOAD_BALANCER_CONFIGS;
import static dev.omnibridge.omni.resource.ResourceTypes.LOAD_BALANCER_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_EXTENSIONS_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_LABELS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static dev.omnibridge.simulator.kind.UpkeepKinds.IMAGE_PULL_REQUESTS;
import static dev.omnibridge.simulator.kind.UpkeepKinds.KERNEL_ARGS_STATUSES;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MACHINE_CONFIG_EXTRACTION_STATUSES;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MACHINE_CONFIG_GEN_OPTIONS;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MACHINE_EXTENSIONS;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MACHINE_UPGRADE_STATUSES;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MAINTENANCE_CONFIG_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.ImagePullRequestSpec.NodeImageList;
import dev.omnibridge.omni.proto.specs.MachineUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running Omni 1.10.4 was seen to keep beside machines and clusters. */
class UpkeepTest {

    private static final String INITIALIZED = OmniKeys.PREFIX + "platform-tag-labels-initialized";

    private final Scene scene = new Scene(MachineSpeeds.emulator());
    private final List<String> ids = scene.join(3);
    private final String worker = ids.getLast();

    @Test
    @DisplayName("each machine has labels of its users from the beginning, and takes them along when it leaves Omni")
    void labelsOfUsers() {
        Resource<?> labels = scene.store.require(MACHINE_LABELS, worker);
        assertThat(labels.owner()).isEmpty();
        assertThat(labels.annotation(INITIALIZED)).contains("");

        scene.edit(MACHINE_LABELS, worker, known -> known.withLabel("rack", "7"));
        scene.settle();
        assertThat(scene.store.require(MACHINE_STATUSES, worker).label("rack")).contains("7");

        scene.tearDown(LINKS, worker);
        scene.settle();
        assertThat(scene.store.get(MACHINE_LABELS, worker)).isEmpty();
        assertThat(scene.store.get(LINKS, worker)).isEmpty();
    }

    @Test
    @DisplayName("statuses of a machine's image and arguments name its cluster while it is in one")
    void namedWhileAllocated() {
        assertThat(scene.store.require(MACHINE_UPGRADE_STATUSES, worker).labels())
                .isEmpty();
        assertThat(scene.spec(MACHINE_CONFIG_EXTRACTION_STATUSES, worker).getInitialized())
                .isTrue();
        assertThat(scene.spec(MAINTENANCE_CONFIG_STATUSES, worker).getPublicKeyAtLastApply())
                .isEqualTo(scene.spec(LINKS, worker).getNodePublicKey());
        assertThat(scene.spec(MACHINE_CONFIG_GEN_OPTIONS, worker).hasInstallImage())
                .isFalse();

        scene.readyCluster(ids.getFirst(), List.of(worker));
        assertThat(scene.store.require(MACHINE_UPGRADE_STATUSES, worker).labels())
                .containsOnlyKeys(OmniKeys.CLUSTER, OmniKeys.MACHINE_SET);
        assertThat(scene.store.require(KERNEL_ARGS_STATUSES, worker).labels())
                .containsOnlyKeys(OmniKeys.CLUSTER, OmniKeys.MACHINE_SET);
        assertThat(scene.spec(MACHINE_UPGRADE_STATUSES, worker).getPhase()).isEqualTo(Phase.UpToDate);
        assertThat(scene.spec(MACHINE_UPGRADE_STATUSES, worker).getIsMaintenance())
                .isFalse();

        scene.tearDown(MACHINE_SET_NODES, worker);
        scene.settle();
        assertThat(scene.store.require(MACHINE_UPGRADE_STATUSES, worker).labels())
                .isEmpty();
        assertThat(scene.spec(MACHINE_UPGRADE_STATUSES, worker).getIsMaintenance())
                .isTrue();
        assertThat(scene.spec(MACHINE_CONFIG_GEN_OPTIONS, worker)
                        .getInstallImage()
                        .getTalosVersion())
                .as("the image it was installed from")
                .isEqualTo(Scene.TALOS);
    }

    @Test
    @DisplayName(
            "who a machine is in its cluster is known until it has left, and the discovery service is told to forget it")
    void leavingMachine() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        String node = scene.spec(CLUSTER_MACHINE_IDENTITIES, worker).getNodeIdentity();
        scene.timeline.clear();

        scene.tearDown(MACHINE_SET_NODES, worker);
        scene.settle();

        assertThat(scene.timeline.order(
                        "CREA DiscoveryAffiliateDeleteTasks " + node,
                        "DEST DiscoveryAffiliateDeleteTasks " + node,
                        "DEST ClusterMachines " + worker,
                        "DEST ClusterMachineIdentities " + worker))
                .startsWith("CREA DiscoveryAffiliateDeleteTasks " + node)
                .endsWith("DEST ClusterMachines " + worker, "DEST ClusterMachineIdentities " + worker)
                .hasSize(4);
    }

    @Test
    @DisplayName("a cluster that goes loses its API at once, and forgets nobody at the discovery service")
    void leavingCluster() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        scene.timeline.clear();

        scene.tearDown(CLUSTERS, "demo");
        scene.settle();

        assertThat(scene.timeline.values(
                        LOAD_BALANCER_STATUSES, "demo", status -> status.spec().getHealthy() + " " + status.phase()))
                .containsExactly("false RUNNING");
        assertThat(scene.timeline.order("CREA DiscoveryAffiliateDeleteTasks", "DEST ClusterMachines"))
                .containsExactly("DEST ClusterMachines");
    }

    @Test
    @DisplayName("what is known of Kubernetes goes with its cluster at once, patches of an upgrade too")
    void nothingOfKubernetesIsTornDown() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        scene.editCluster(cluster -> cluster.setKubernetesVersion("1.35.7"));
        scene.settle();
        String patch = "900-cm-" + worker + "-kubernetes-upgrade";
        var request = scene.store.require(IMAGE_PULL_REQUESTS, "demo");
        assertThat(request.owner()).isEqualTo("KubernetesUpgradeStatusController");
        assertThat(request.spec().getNodeImageListList())
                .extracting(NodeImageList::getImagesCount)
                .containsExactly(4, 1);
        assertThat(scene.spec(IMAGE_PULL_STATUSES, "demo").getRequestVersion()).isEqualTo("1");
        assertThat(scene.store.get(CONFIG_PATCHES, patch)).isPresent();
        scene.timeline.clear();

        scene.tearDown(CLUSTERS, "demo");
        scene.settle();

        assertThat(scene.timeline.order(
                        "UPDA ImagePullRequests",
                        "DEST ImagePullRequests",
                        "UPDA ConfigPatches " + patch,
                        "DEST ConfigPatches " + patch,
                        "UPDA KubernetesStatuses demo tearingDown",
                        "DEST KubernetesStatuses demo"))
                .containsExactly(
                        "DEST ImagePullRequests", "DEST ConfigPatches " + patch, "DEST KubernetesStatuses demo");
    }

    @Test
    @DisplayName("each cluster has a port of its own, which the next one may have when it is gone")
    void ports() {
        scene.cluster("a");
        scene.cluster("b");
        scene.settle();
        assertThat(port("a")).isEqualTo("10000");
        assertThat(port("b")).isEqualTo("10001");

        scene.tearDown(CLUSTERS, "a");
        scene.settle();
        scene.cluster("c");
        scene.settle();
        assertThat(port("c")).isEqualTo("10000");
        assertThat(scene.spec(LOAD_BALANCER_CONFIGS, "c").getSiderolinkEndpoint())
                .endsWith("::1]:10000");
    }

    @Test
    @DisplayName("extensions are held, so that a teardown of them does not find them free")
    void heldExtensions() {
        scene.store.create(
                "", Resource.of(EXTENSIONS_CONFIGURATIONS, "e", ExtensionsConfigurationSpec.getDefaultInstance()));
        scene.settle();
        assertThat(scene.store.require(EXTENSIONS_CONFIGURATIONS, "e").finalizers())
                .containsExactly("MachineExtensionsController");

        assertThat(scene.store.teardown("", EXTENSIONS_CONFIGURATIONS, "e")).isFalse();
        scene.settle();
        assertThat(scene.store.get(EXTENSIONS_CONFIGURATIONS, "e")).isEmpty();
    }

    @Test
    @DisplayName("what is declared of extensions is told for each machine, and the narrowest scope decides")
    void machineExtensions() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        declareExtensions("of-cluster", OmniKeys.CLUSTER, "demo", "siderolabs/a");
        scene.settle();

        var extensions = scene.store.require(MACHINE_EXTENSIONS, worker);
        assertThat(extensions.owner()).isEqualTo("MachineExtensionsController");
        assertThat(extensions.spec().getExtensionsList()).containsExactly("siderolabs/a");
        assertThat(extensions.finalizers()).containsExactly("SchematicConfigurationController");
        assertThat(extensions.label(OmniKeys.CLUSTER)).contains("demo");
        assertThat(extensions.label(OmniKeys.PREFIX + "root-configuration")).contains("of-cluster");
        assertThat(extensions.annotations()).containsOnlyKeys("inputResourceVersion");

        declareExtensions("of-machine", OmniKeys.CLUSTER_MACHINE, worker, "siderolabs/b");
        scene.settle();
        assertThat(scene.spec(MACHINE_EXTENSIONS, worker).getExtensionsList()).containsExactly("siderolabs/b");
        assertThat(scene.spec(MACHINE_EXTENSIONS, ids.getFirst()).getExtensionsList())
                .containsExactly("siderolabs/a");

        scene.tearDown(EXTENSIONS_CONFIGURATIONS, "of-machine");
        scene.settle();
        assertThat(scene.store.get(EXTENSIONS_CONFIGURATIONS, "of-machine")).isEmpty();
        assertThat(scene.spec(MACHINE_EXTENSIONS, worker).getExtensionsList()).containsExactly("siderolabs/a");

        scene.tearDown(MACHINE_SET_NODES, worker);
        scene.settle();
        assertThat(scene.store.get(MACHINE_EXTENSIONS, worker)).isEmpty();
        assertThat(scene.store.get(MACHINE_EXTENSIONS, ids.getFirst())).isPresent();
    }

    @Test
    @DisplayName("the status of extensions names the version of the cluster while the machine stays in it")
    void statusOfExtensions() {
        scene.cluster("demo");
        scene.editCluster(spec -> spec.setTalosVersion("1.13.8"));
        scene.manualSet("demo-workers", OmniKeys.ROLE_WORKER);
        scene.node("demo-workers", worker);
        scene.world.runUntilIdle();

        assertThat(scene.timeline.values(
                        MACHINE_EXTENSIONS_STATUSES,
                        worker,
                        status -> status.spec().getTalosVersion() + " "
                                + status.label(OmniKeys.CLUSTER).orElse("alone")))
                .containsExactly("v1.13.7 alone", "v1.13.8 demo");
    }

    private void declareExtensions(String id, String scope, String name, String extension) {
        scene.store.create(
                "",
                Resource.of(
                                EXTENSIONS_CONFIGURATIONS,
                                id,
                                ExtensionsConfigurationSpec.newBuilder()
                                        .addExtensions(extension)
                                        .build())
                        .withLabel(OmniKeys.CLUSTER, "demo")
                        .withLabel(scope, name));
    }

    private String port(String cluster) {
        return scene.spec(LOAD_BALANCER_CONFIGS, cluster).getBindPort();
    }
}

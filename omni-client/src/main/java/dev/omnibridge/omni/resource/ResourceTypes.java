package dev.omnibridge.omni.resource;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.*;
import java.util.ArrayList;
import java.util.List;

/** The types of Omni this project knows: name, namespace and spec, as listed by Omni 1.9, 1.10 and main. */
public final class ResourceTypes {

    private static final String DEFAULT = "default";
    private static final String EPHEMERAL = "ephemeral";
    private static final String VIRTUAL = "virtual";
    private static final String OMNI = ".omni.sidero.dev";

    private static final List<ResourceType<?>> ALL = new ArrayList<>();

    // declared by users
    public static final ResourceType<ClusterSpec> CLUSTERS = omni("Clusters", ClusterSpec.getDefaultInstance());
    public static final ResourceType<MachineSetSpec> MACHINE_SETS =
            omni("MachineSets", MachineSetSpec.getDefaultInstance());
    public static final ResourceType<MachineSetNodeSpec> MACHINE_SET_NODES =
            omni("MachineSetNodes", MachineSetNodeSpec.getDefaultInstance());
    public static final ResourceType<MachineClassSpec> MACHINE_CLASSES =
            omni("MachineClasses", MachineClassSpec.getDefaultInstance());
    public static final ResourceType<ConfigPatchSpec> CONFIG_PATCHES =
            omni("ConfigPatches", ConfigPatchSpec.getDefaultInstance());
    public static final ResourceType<ExtensionsConfigurationSpec> EXTENSIONS_CONFIGURATIONS =
            omni("ExtensionsConfigurations", ExtensionsConfigurationSpec.getDefaultInstance());
    public static final ResourceType<KernelArgsSpec> KERNEL_ARGS =
            omni("KernelArgs", KernelArgsSpec.getDefaultInstance());
    public static final ResourceType<MachineLabelsSpec> MACHINE_LABELS =
            omni("MachineLabels", MachineLabelsSpec.getDefaultInstance());
    public static final ResourceType<KubernetesManifestGroupSpec> KUBERNETES_MANIFEST_GROUPS =
            omni("KubernetesManifestGroups", KubernetesManifestGroupSpec.getDefaultInstance());
    public static final ResourceType<KubernetesHealthCheckSpec> KUBERNETES_HEALTH_CHECKS =
            omni("KubernetesHealthChecks", KubernetesHealthCheckSpec.getDefaultInstance());
    public static final ResourceType<NodeForceDestroyRequestSpec> NODE_FORCE_DESTROY_REQUESTS =
            omni("NodeForceDestroyRequests", NodeForceDestroyRequestSpec.getDefaultInstance());
    public static final ResourceType<SiderolinkSpec> LINKS = omni("Links", SiderolinkSpec.getDefaultInstance());

    // kept by Omni's controllers: clusters
    public static final ResourceType<ClusterStatusSpec> CLUSTER_STATUSES =
            omni("ClusterStatuses", ClusterStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterUUIDSpec> CLUSTER_UUIDS =
            omni("ClusterUUIDs", ClusterUUIDSpec.getDefaultInstance());
    public static final ResourceType<ClusterBootstrapStatusSpec> CLUSTER_BOOTSTRAP_STATUSES =
            omni("ClusterBootstrapStatuses", ClusterBootstrapStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterConfigVersionSpec> CLUSTER_CONFIG_VERSIONS =
            omni("ClusterConfigVersions", ClusterConfigVersionSpec.getDefaultInstance());
    public static final ResourceType<ClusterEndpointSpec> CLUSTER_ENDPOINTS =
            omni("ClusterEndpoints", ClusterEndpointSpec.getDefaultInstance());
    public static final ResourceType<ClusterWorkloadProxyStatusSpec> CLUSTER_WORKLOAD_PROXY_STATUSES =
            omni("ClusterWorkloadProxyStatuses", ClusterWorkloadProxyStatusSpec.getDefaultInstance());
    public static final ResourceType<DestroyStatusSpec> CLUSTER_DESTROY_STATUSES =
            omni("ClusterDestroyStatuses", DestroyStatusSpec.getDefaultInstance());
    public static final ResourceType<LoadBalancerConfigSpec> LOAD_BALANCER_CONFIGS =
            omni("LoadBalancerConfigs", LoadBalancerConfigSpec.getDefaultInstance());
    public static final ResourceType<LoadBalancerStatusSpec> LOAD_BALANCER_STATUSES =
            omni("LoadBalancerStatuses", LoadBalancerStatusSpec.getDefaultInstance());
    public static final ResourceType<ControlPlaneStatusSpec> CONTROL_PLANE_STATUSES =
            omni("ControlPlaneStatuses", ControlPlaneStatusSpec.getDefaultInstance());
    public static final ResourceType<KubernetesStatusSpec> KUBERNETES_STATUSES =
            omni("KubernetesStatuses", KubernetesStatusSpec.getDefaultInstance());
    public static final ResourceType<KubernetesUpgradeStatusSpec> KUBERNETES_UPGRADE_STATUSES =
            omni("KubernetesUpgradeStatuses", KubernetesUpgradeStatusSpec.getDefaultInstance());
    public static final ResourceType<KubernetesUpgradeManifestStatusSpec> KUBERNETES_UPGRADE_MANIFEST_STATUSES =
            omni("KubernetesUpgradeManifestStatuses", KubernetesUpgradeManifestStatusSpec.getDefaultInstance());
    public static final ResourceType<TalosUpgradeStatusSpec> TALOS_UPGRADE_STATUSES =
            omni("TalosUpgradeStatuses", TalosUpgradeStatusSpec.getDefaultInstance());
    public static final ResourceType<UpgradeRolloutSpec> UPGRADE_ROLLOUTS =
            of("UpgradeRollouts" + OMNI, EPHEMERAL, UpgradeRolloutSpec.getDefaultInstance());

    public static final ResourceType<ClusterKubernetesManifestsStatusSpec> CLUSTER_KUBERNETES_MANIFESTS_STATUSES =
            omni("ClusterKubernetesManifestsStatuses", ClusterKubernetesManifestsStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterKubernetesNodesSpec> CLUSTER_KUBERNETES_NODES =
            omni("ClusterKubernetesNodes", ClusterKubernetesNodesSpec.getDefaultInstance());
    public static final ResourceType<KubernetesNodeAuditResultSpec> KUBERNETES_NODE_AUDIT_RESULTS =
            omni("KubernetesNodeAuditResults", KubernetesNodeAuditResultSpec.getDefaultInstance());
    public static final ResourceType<ClusterSecretsRotationStatusSpec> CLUSTER_SECRETS_ROTATION_STATUSES =
            omni("ClusterSecretsRotationStatuses", ClusterSecretsRotationStatusSpec.getDefaultInstance());
    public static final ResourceType<ImagePullStatusSpec> IMAGE_PULL_STATUSES =
            omni("ImagePullStatuses", ImagePullStatusSpec.getDefaultInstance());
    public static final ResourceType<OngoingTaskSpec> ONGOING_TASKS =
            of("OngoingTasks" + OMNI, EPHEMERAL, OngoingTaskSpec.getDefaultInstance());

    // kept by Omni's controllers: machine sets and the machines in them
    public static final ResourceType<MachineSetStatusSpec> MACHINE_SET_STATUSES =
            omni("MachineSetStatuses", MachineSetStatusSpec.getDefaultInstance());
    public static final ResourceType<DestroyStatusSpec> MACHINE_SET_DESTROY_STATUSES =
            of("MachineSetDestroyStatuses" + OMNI, EPHEMERAL, DestroyStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineSpec> CLUSTER_MACHINES =
            omni("ClusterMachines", ClusterMachineSpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineStatusSpec> CLUSTER_MACHINE_STATUSES =
            omni("ClusterMachineStatuses", ClusterMachineStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineConfigStatusSpec> CLUSTER_MACHINE_CONFIG_STATUSES =
            omni("ClusterMachineConfigStatuses", ClusterMachineConfigStatusSpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineConfigPatchesSpec> CLUSTER_MACHINE_CONFIG_PATCHES =
            omni("ClusterMachineConfigPatches", ClusterMachineConfigPatchesSpec.getDefaultInstance());
    public static final ResourceType<RedactedClusterMachineConfigSpec> REDACTED_CLUSTER_MACHINE_CONFIGS =
            omni("RedactedClusterMachineConfigs", RedactedClusterMachineConfigSpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineIdentitySpec> CLUSTER_MACHINE_IDENTITIES =
            omni("ClusterMachineIdentities", ClusterMachineIdentitySpec.getDefaultInstance());
    public static final ResourceType<ClusterMachineTalosVersionSpec> CLUSTER_MACHINE_TALOS_VERSIONS =
            omni("ClusterMachineTalosVersions", ClusterMachineTalosVersionSpec.getDefaultInstance());
    public static final ResourceType<MachinePendingUpdatesSpec> MACHINE_PENDING_UPDATES =
            omni("MachinePendingUpdates", MachinePendingUpdatesSpec.getDefaultInstance());
    public static final ResourceType<SchematicConfigurationSpec> SCHEMATIC_CONFIGURATIONS =
            omni("SchematicConfigurations", SchematicConfigurationSpec.getDefaultInstance());

    public static final ResourceType<MachineConfigDiffSpec> MACHINE_CONFIG_DIFFS =
            omni("MachineConfigDiffs", MachineConfigDiffSpec.getDefaultInstance());
    public static final ResourceType<MachineExtensionsStatusSpec> MACHINE_EXTENSIONS_STATUSES =
            omni("MachineExtensionsStatuses", MachineExtensionsStatusSpec.getDefaultInstance());

    // kept by Omni's controllers: machines
    public static final ResourceType<MachineSpec> MACHINES = omni("Machines", MachineSpec.getDefaultInstance());
    public static final ResourceType<MachineStatusSpec> MACHINE_STATUSES =
            omni("MachineStatuses", MachineStatusSpec.getDefaultInstance());
    public static final ResourceType<MachineStatusLabelsSpec> MACHINE_STATUS_LABELS =
            omni("MachineStatusLabels", MachineStatusLabelsSpec.getDefaultInstance());
    public static final ResourceType<MachineStatusSnapshotSpec> MACHINE_STATUS_SNAPSHOTS =
            omni("MachineStatusSnapshots", MachineStatusSnapshotSpec.getDefaultInstance());

    // the account
    public static final ResourceType<TalosVersionSpec> TALOS_VERSIONS =
            omni("TalosVersions", TalosVersionSpec.getDefaultInstance());
    public static final ResourceType<KubernetesVersionSpec> KUBERNETES_VERSIONS =
            omni("KubernetesVersions", KubernetesVersionSpec.getDefaultInstance());
    public static final ResourceType<FeaturesConfigSpec> FEATURES_CONFIGS =
            omni("FeaturesConfigs", FeaturesConfigSpec.getDefaultInstance());
    public static final ResourceType<CurrentUserSpec> CURRENT_USERS =
            of("CurrentUsers" + OMNI, VIRTUAL, CurrentUserSpec.getDefaultInstance());
    public static final ResourceType<SysVersionSpec> SYS_VERSIONS =
            of("SysVersions.system.sidero.dev", EPHEMERAL, SysVersionSpec.getDefaultInstance());

    private ResourceTypes() {}

    /** Every type of this class. */
    public static List<ResourceType<?>> all() {
        return List.copyOf(ALL);
    }

    private static <S extends Message> ResourceType<S> omni(String shortName, S emptySpec) {
        return of(shortName + OMNI, DEFAULT, emptySpec);
    }

    private static <S extends Message> ResourceType<S> of(String name, String namespace, S emptySpec) {
        ResourceType<S> type = new ResourceType<>(name, namespace, emptySpec);
        ALL.add(type);
        return type;
    }
}

package dev.omnibridge.simulator.kind;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.DiscoveryAffiliateDeleteTaskSpec;
import dev.omnibridge.omni.proto.specs.ImagePullRequestSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigExtractionStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigGenOptionsSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsSpec;
import dev.omnibridge.omni.proto.specs.MachineUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MaintenanceConfigStatusSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Types of what Omni keeps beside machines and clusters. */
public final class UpkeepKinds {

    /** From which image and to which disk a machine is installed. */
    public static final ResourceType<MachineConfigGenOptionsSpec> MACHINE_CONFIG_GEN_OPTIONS =
            of("MachineConfigGenOptions", MachineConfigGenOptionsSpec.getDefaultInstance());

    /** Which kernel arguments a machine has and should have. */
    public static final ResourceType<KernelArgsStatusSpec> KERNEL_ARGS_STATUSES =
            of("KernelArgsStatuses", KernelArgsStatusSpec.getDefaultInstance());

    /** Whether a machine runs the image that it should. */
    public static final ResourceType<MachineUpgradeStatusSpec> MACHINE_UPGRADE_STATUSES =
            of("MachineUpgradeStatuses", MachineUpgradeStatusSpec.getDefaultInstance());

    /** Whether the config that a machine came with was read. */
    public static final ResourceType<MachineConfigExtractionStatusSpec> MACHINE_CONFIG_EXTRACTION_STATUSES =
            of("MachineConfigExtractionStatuses", MachineConfigExtractionStatusSpec.getDefaultInstance());

    /** Which config a machine in maintenance has got. */
    public static final ResourceType<MaintenanceConfigStatusSpec> MAINTENANCE_CONFIG_STATUSES =
            of("MaintenanceConfigStatuses", MaintenanceConfigStatusSpec.getDefaultInstance());

    /** A machine that is to be forgotten by the discovery service; there for a moment, its id is that of the node. */
    public static final ResourceType<DiscoveryAffiliateDeleteTaskSpec> DISCOVERY_AFFILIATE_DELETE_TASKS =
            of("DiscoveryAffiliateDeleteTasks", DiscoveryAffiliateDeleteTaskSpec.getDefaultInstance());

    /** Which extensions a machine should have, where some are declared for it. */
    public static final ResourceType<MachineExtensionsSpec> MACHINE_EXTENSIONS =
            of("MachineExtensions", MachineExtensionsSpec.getDefaultInstance());

    /** Which images the nodes of a cluster are to pull before an upgrade of Kubernetes. */
    public static final ResourceType<ImagePullRequestSpec> IMAGE_PULL_REQUESTS =
            of("ImagePullRequests", ImagePullRequestSpec.getDefaultInstance());

    private UpkeepKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(
                MACHINE_CONFIG_GEN_OPTIONS,
                KERNEL_ARGS_STATUSES,
                MACHINE_UPGRADE_STATUSES,
                MACHINE_CONFIG_EXTRACTION_STATUSES,
                MAINTENANCE_CONFIG_STATUSES,
                DISCOVERY_AFFILIATE_DELETE_TASKS,
                MACHINE_EXTENSIONS,
                IMAGE_PULL_REQUESTS);
    }

    private static <S extends Message> ResourceType<S> of(String plural, S emptySpec) {
        return new ResourceType<>(plural + ".omni.sidero.dev", "default", emptySpec);
    }
}

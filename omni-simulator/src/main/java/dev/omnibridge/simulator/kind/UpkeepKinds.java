package dev.omnibridge.simulator.kind;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.DiscoveryAffiliateDeleteTaskSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigExtractionStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigGenOptionsSpec;
import dev.omnibridge.omni.proto.specs.MachineUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MaintenanceConfigStatusSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Types of what Omni keeps beside each machine. */
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

    private UpkeepKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(
                MACHINE_CONFIG_GEN_OPTIONS,
                KERNEL_ARGS_STATUSES,
                MACHINE_UPGRADE_STATUSES,
                MACHINE_CONFIG_EXTRACTION_STATUSES,
                MAINTENANCE_CONFIG_STATUSES,
                DISCOVERY_AFFILIATE_DELETE_TASKS);
    }

    private static <S extends Message> ResourceType<S> of(String plural, S emptySpec) {
        return new ResourceType<>(plural + ".omni.sidero.dev", "default", emptySpec);
    }
}

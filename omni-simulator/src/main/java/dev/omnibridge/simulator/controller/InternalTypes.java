package dev.omnibridge.simulator.controller;

import dev.omnibridge.omni.proto.specs.BackupDataSpec;
import dev.omnibridge.omni.proto.specs.MachineSetConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.resource.ResourceType;

/** Types that Omni keeps for itself: no role may read them (status-and-lifecycle.md 1.5). */
public final class InternalTypes {

    /** Generated machine config; Omni's own spec is another message, which nobody sees. */
    public static final ResourceType<RedactedClusterMachineConfigSpec> CLUSTER_MACHINE_CONFIGS = new ResourceType<>(
            "ClusterMachineConfigs.omni.sidero.dev", "default", RedactedClusterMachineConfigSpec.getDefaultInstance());

    /** What a machine set allows its machines: config updates, graceful resets. */
    public static final ResourceType<MachineSetConfigStatusSpec> MACHINE_SET_CONFIG_STATUSES = new ResourceType<>(
            "MachineSetConfigStatuses.omni.sidero.dev", "default", MachineSetConfigStatusSpec.getDefaultInstance());

    /** What a backup of a cluster needs; the keys in Omni's own spec are left out. */
    public static final ResourceType<BackupDataSpec> BACKUP_DATAS =
            new ResourceType<>("BackupDatas.omni.sidero.dev", "default", BackupDataSpec.getDefaultInstance());

    private InternalTypes() {}
}

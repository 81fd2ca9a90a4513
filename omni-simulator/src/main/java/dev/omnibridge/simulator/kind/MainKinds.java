package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.specs.MachineInstallDiskConfigSpec;
import dev.omnibridge.omni.resource.ResourceType;

/** Types that Omni's main branch has and no release yet. */
public final class MainKinds {

    /** Which disk Talos is installed to; kept here and of no effect, for a virtual machine has but one. */
    public static final ResourceType<MachineInstallDiskConfigSpec> MACHINE_INSTALL_DISK_CONFIGS = new ResourceType<>(
            "MachineInstallDiskConfigs.omni.sidero.dev", "default", MachineInstallDiskConfigSpec.getDefaultInstance());

    private MainKinds() {}
}

package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.MachineInstallDiskConfigSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.kind.MainKinds;
import java.util.List;

/** An install disk is named or selected; whether a selector is an expression that compiles is not looked at. */
final class InstallDiskRules implements Rules<MachineInstallDiskConfigSpec> {

    @Override
    public ResourceType<MachineInstallDiskConfigSpec> type() {
        return MainKinds.MACHINE_INSTALL_DISK_CONFIGS;
    }

    @Override
    public List<String> onCreate(Resource<MachineInstallDiskConfigSpec> next) {
        boolean isNamed = !next.spec().getDisk().isEmpty();
        boolean isSelected = !next.spec().getDiskSelector().isEmpty();
        if (isNamed && isSelected) {
            return List.of("disk and disk selector are mutually exclusive");
        }
        return isNamed || isSelected ? List.of() : List.of("either disk or disk selector must be set");
    }

    @Override
    public List<String> onUpdate(
            Resource<MachineInstallDiskConfigSpec> old, Resource<MachineInstallDiskConfigSpec> next) {
        return onCreate(next);
    }
}

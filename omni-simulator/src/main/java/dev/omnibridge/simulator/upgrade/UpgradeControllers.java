package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.world.World;

/** Omni's controllers about Talos versions and schematics. */
public final class UpgradeControllers {

    private UpgradeControllers() {}

    /** Registers them. */
    public static void register(World world) {
        // what it makes of them for each machine is not kept here
        world.register(
                new Holder<>(world.store(), "MachineExtensionsController", ResourceTypes.EXTENSIONS_CONFIGURATIONS));
        world.register(new SchematicConfigurationController(world.store()));
        world.register(new TalosUpgradeStatusController(world.store()));
    }
}

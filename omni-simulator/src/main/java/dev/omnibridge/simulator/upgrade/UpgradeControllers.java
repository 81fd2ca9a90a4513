package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.simulator.world.World;

/** Omni's controllers about Talos versions and schematics. */
public final class UpgradeControllers {

    private UpgradeControllers() {}

    /** Registers them. */
    public static void register(World world) {
        world.register(new MachineExtensionsController(world.store()));
        world.register(new SchematicConfigurationController(world.store()));
        world.register(new TalosUpgradeStatusController(world.store()));
    }
}

package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.world.World;

/** Omni's controllers about Talos versions and schematics. */
public final class UpgradeControllers {

    private UpgradeControllers() {}

    /** Registers them. */
    public static void register(World world, Machines machines) {
        world.register(new MachineExtensionsController(world.store()));
        world.register(new SchematicConfigurationController(world.store(), machines.imageFactory()));
        world.register(new TalosUpgradeStatusController(world.store()));
    }
}

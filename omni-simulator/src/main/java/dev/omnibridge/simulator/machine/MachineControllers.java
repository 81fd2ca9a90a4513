package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.World;

/** Omni's controllers about machines, whether they are in a cluster or not. */
public final class MachineControllers {

    private MachineControllers() {}

    /** Registers them. */
    public static void register(World world, Machines machines) {
        Store store = world.store();
        world.register(new LinkController(store, machines));
        world.register(new LinkCleanupController(store));
        world.register(new MaintenanceConfigStatusController(store));

        var snapshots = new MachineStatusSnapshotController(store, machines);
        var statuses = new MachineStatusController(store, machines);
        machines.wakeByMachine(snapshots);
        machines.wakeByMachine(statuses);
        world.register(snapshots);
        world.register(statuses);
        world.register(new MachineCleanupController(store));
        world.register(new Holder<>(store, "MachineJoinConfigController", ResourceTypes.MACHINES));

        world.register(new MachineStatusLabelsController(store));
        world.register(new InstallDiskStatusController(store));
        world.register(new Holder<>(store, "MachineTeardownController", ResourceTypes.MACHINE_STATUSES));
        UpkeepControllers.register(world);
    }
}

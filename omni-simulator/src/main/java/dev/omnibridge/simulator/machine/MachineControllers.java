package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.World;
import java.util.List;

/** Omni's controllers about machines, whether they are in a cluster or not. */
public final class MachineControllers {

    private static final List<String> LINK_HOLDERS =
            List.of("MachineStatusLinkController", "LinkStatusController[Links.omni.sidero.dev]");

    private MachineControllers() {}

    /** Registers them. */
    public static void register(World world, Machines machines) {
        Store store = world.store();
        world.register(new LinkController(store, machines));
        LINK_HOLDERS.forEach(name -> world.register(new Holder<>(store, name, ResourceTypes.LINKS)));
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

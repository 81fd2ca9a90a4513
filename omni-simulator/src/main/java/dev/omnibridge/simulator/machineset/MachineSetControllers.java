package dev.omnibridge.simulator.machineset;

import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.function.Predicate;

/** Omni's controllers about machine sets. */
public final class MachineSetControllers {

    private MachineSetControllers() {}

    /** Registers them. */
    public static void register(World world, Machines machines) {
        Store store = world.store();
        Predicate<Resource<MachineSetSpec>> isControlPlane = set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
        world.register(new MachineSetCleanupController(store));
        world.register(new MachineSetStatusController(store, machines));
        world.register(new MachineSetDestroyStatusController(store));
        world.register(new Holder<>(store, "MachineProvisionController", ResourceTypes.MACHINE_SETS));
        for (String name : List.of("ClusterBootstrapStatusController", "MachineSetEtcdAuditController")) {
            world.register(new Holder<>(
                    store,
                    name,
                    ResourceTypes.MACHINE_SETS,
                    isControlPlane,
                    set -> true,
                    List.of(Input.byId(ResourceTypes.MACHINE_SETS))));
        }
    }
}

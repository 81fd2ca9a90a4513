package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Omni's controllers about machines in clusters. */
public final class ClusterMachineControllers {

    private ClusterMachineControllers() {}

    /** Registers them. */
    public static void register(World world, Machines machines, MachineSpeeds speeds) {
        Store store = world.store();
        world.register(new ClusterMachineCleanupController(store));
        // what is known of the machine comes in before
        world.register(new ClusterMachineTeardownController(
                world, speeds.settle().multipliedBy(6).dividedBy(5)));
        world.register(new ClusterMachineConfigPatchesController(store));
        world.register(new ClusterMachineConfigController(store));
        world.register(new ClusterMachineStatusController(store));
        world.register(holder(store, Finalizers.ENCRYPTION_KEY, Set.of(Finalizers.ENCRYPTION_KEY)));
        var rollout = new ClusterMachineConfigStatusController(world, machines);
        var identities = new ClusterMachineIdentityController(store, machines);
        machines.wakeByMachine(rollout);
        machines.wakeByMachine(identities);
        world.register(rollout);
        world.register(identities);
        world.register(new DiscoveryAffiliateController(store));
        world.register(new RedactedConfigController(store, world.time()));
        for (String name : List.of("ClusterWorkloadProxyStatusController", "SecretRotationStatusController")) {
            world.register(new Holder<>(store, name, ResourceTypes.CLUSTER_MACHINE_STATUSES));
        }
    }

    /** Holds a leaving machine until only the given finalizers are left. */
    private static Holder<ClusterMachineSpec> holder(Store store, String name, Set<String> last) {
        Predicate<Resource<ClusterMachineSpec>> release = machine -> Outputs.isHeldOnlyBy(machine, last);
        return new Holder<>(
                store,
                name,
                ResourceTypes.CLUSTER_MACHINES,
                machine -> true,
                release,
                List.of(Input.byId(ResourceTypes.CLUSTER_MACHINES)));
    }
}

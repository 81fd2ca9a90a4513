package dev.omnibridge.simulator.behaviour;

import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.allocation.MachineSetNodeController;
import dev.omnibridge.simulator.backup.BackupControllers;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.cluster.ClusterControllers;
import dev.omnibridge.simulator.clustermachine.ClusterMachineControllers;
import dev.omnibridge.simulator.controller.Destroyer;
import dev.omnibridge.simulator.joining.JoiningControllers;
import dev.omnibridge.simulator.kind.AccessKinds;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.kubernetes.KubernetesControllers;
import dev.omnibridge.simulator.machine.MachineControllers;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machineset.MachineSetControllers;
import dev.omnibridge.simulator.metrics.MetricsControllers;
import dev.omnibridge.simulator.upgrade.UpgradeControllers;
import dev.omnibridge.simulator.world.World;
import java.util.List;

/** Everything an Omni does by itself. */
public final class OmniBehaviour {

    private static final List<ResourceType<?>> USER_MANAGED = List.of(
            ResourceTypes.CLUSTERS,
            ResourceTypes.MACHINE_SETS,
            ResourceTypes.MACHINE_SET_NODES,
            ResourceTypes.MACHINE_CLASSES,
            ResourceTypes.CONFIG_PATCHES,
            ResourceTypes.EXTENSIONS_CONFIGURATIONS,
            ResourceTypes.KERNEL_ARGS,
            ResourceTypes.MACHINE_LABELS,
            ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
            ResourceTypes.KUBERNETES_HEALTH_CHECKS,
            ResourceTypes.NODE_FORCE_DESTROY_REQUESTS,
            ResourceTypes.LINKS,
            JoiningKinds.JOIN_TOKENS,
            AccessKinds.ACCESS_POLICIES,
            BackupKinds.ETCD_MANUAL_BACKUPS);

    private OmniBehaviour() {}

    /**
     * Lets a world live: registers all controllers.
     *
     * @param speeds how long machines take
     * @param seed of all ids that are made up: equal seeds give equal worlds
     * @return the machines of this world, none yet
     */
    public static Machines start(World world, MachineSpeeds speeds, long seed) {
        return start(world, speeds, new BackupStore(), seed);
    }

    /**
     * Lets a world live whose backups go into a store.
     *
     * @param speeds how long machines take
     * @param seed of all ids that are made up: equal seeds give equal worlds
     * @return the machines of this world, none yet
     */
    public static Machines start(World world, MachineSpeeds speeds, BackupStore backups, long seed) {
        Machines machines = new Machines(world, speeds, seed);
        MachineControllers.register(world, machines);
        JoiningControllers.register(world);
        ClusterControllers.register(world, machines, backups, seed);
        BackupControllers.register(world, machines, backups, seed);
        // before the sets' controllers: a machine shows that its node is gone before it is made to leave
        ClusterMachineControllers.register(world, machines, speeds);
        MachineSetControllers.register(world, machines);
        world.register(new MachineSetNodeController(world.store()));
        UpgradeControllers.register(world, machines);
        KubernetesControllers.register(
                world, machines, speeds.healthCheck(), speeds.upgrade().imagePull());
        MetricsControllers.register(world);
        USER_MANAGED.forEach(type -> world.register(new Destroyer<>(world.store(), type)));
        return machines;
    }
}

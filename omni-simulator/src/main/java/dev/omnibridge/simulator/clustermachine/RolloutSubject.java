package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.MachineSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/**
 * Everything the rollout to one machine looks at.
 *
 * @param config what the machine should run with
 * @param clusterMachine its membership
 * @param status what it is known to run with; a status without content if there is none yet
 * @param hasStatus whether there is one
 * @param target Talos version and schematic it should run
 * @param lockedByUser whether its node is locked
 * @param clusterLocked whether its cluster is locked
 * @param machine the machine, if calls to it arrive
 */
record RolloutSubject(
        Resource<RedactedClusterMachineConfigSpec> config,
        Resource<ClusterMachineSpec> clusterMachine,
        ClusterMachineConfigStatusSpec status,
        boolean hasStatus,
        ClusterMachineTalosVersionSpec target,
        boolean lockedByUser,
        boolean clusterLocked,
        Optional<VirtualMachine> machine) {

    /** Reads it; empty if the machine is leaving the cluster. */
    static Optional<RolloutSubject> read(
            Store store, Machines machines, Resource<RedactedClusterMachineConfigSpec> config) {
        String id = config.id();
        Optional<Resource<ClusterMachineConfigStatusSpec>> status =
                store.get(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, id);
        return store.get(ResourceTypes.CLUSTER_MACHINES, id)
                .filter(machine -> !machine.isTearingDown())
                .map(clusterMachine -> new RolloutSubject(
                        config,
                        clusterMachine,
                        status.map(Resource::spec).orElse(ClusterMachineConfigStatusSpec.getDefaultInstance()),
                        status.isPresent(),
                        store.get(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, id)
                                .map(Resource::spec)
                                .orElse(ClusterMachineTalosVersionSpec.getDefaultInstance()),
                        store.get(ResourceTypes.MACHINE_SET_NODES, id)
                                .filter(node -> node.hasAnnotation(OmniKeys.LOCKED))
                                .isPresent(),
                        store.get(ResourceTypes.CLUSTERS, cluster(clusterMachine))
                                .filter(ClusterLock::holds)
                                .isPresent(),
                        reachable(store, machines, id)));
    }

    /** The machine if Omni holds it for connected and calls to it arrive. */
    static Optional<VirtualMachine> reachable(Store store, Machines machines, String id) {
        return store.get(ResourceTypes.MACHINES, id)
                .map(Resource::spec)
                .filter(MachineSpec::getConnected)
                .flatMap(connected -> machines.find(id))
                .filter(VirtualMachine::isReachable);
    }

    String id() {
        return config.id();
    }

    String cluster() {
        return cluster(clusterMachine);
    }

    String machineSet() {
        return clusterMachine.label(OmniKeys.MACHINE_SET).orElse("");
    }

    /** Whether nothing may be changed on the machine now. */
    boolean isLocked() {
        return lockedByUser || clusterLocked;
    }

    /** Whether the first config is in force, so that from now on changes are rolled out with locks and quotas. */
    boolean isInstalled() {
        return !status.getClusterMachineConfigSha256().isEmpty();
    }

    /** Whether it reboots into another Talos, or did and waits for the config that belongs to it. */
    boolean isRebooting() {
        return isInstalled() && !status.getPreRebootBootId().isEmpty();
    }

    /** Whether the wanted config is another than the one it is known to run with. */
    boolean hasChangedConfig() {
        return !status.getRedactedCurrentMachineConfig().equals(config.spec().getData());
    }

    /** The wanted config as the machine takes it. */
    MachineConfig wanted(String clusterId) {
        return new MachineConfig(
                cluster(),
                clusterId,
                clusterMachine.hasLabel(OmniKeys.ROLE_CONTROL_PLANE),
                target.getTalosVersion(),
                target.getSchematicId(),
                clusterMachine.spec().getKubernetesVersion(),
                config.spec().getData());
    }

    private static String cluster(Resource<?> clusterMachine) {
        return clusterMachine.label(OmniKeys.CLUSTER).orElse("");
    }
}

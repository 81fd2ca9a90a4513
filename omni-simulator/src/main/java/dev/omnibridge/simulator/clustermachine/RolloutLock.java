package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;

/**
 * The transient finalizers on ClusterMachines by which Omni counts the machines of a set that change right now. A machine that is locked
 * by its user while it holds one keeps it, and with it the turn of the others (live-checks.md).
 */
enum RolloutLock {
    CONFIG_UPDATE("ConfigUpdatePendingFinalizer"),
    UPGRADE("UpgradePendingFinalizer");

    private final String finalizer;

    RolloutLock(String finalizer) {
        this.finalizer = finalizer;
    }

    boolean isHeldBy(Resource<ClusterMachineSpec> machine) {
        return machine.finalizers().contains(finalizer);
    }

    /** How many machines of a set hold it. */
    long holders(Store store, String machineSet) {
        return store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.MACHINE_SET, machineSet)).stream()
                .filter(this::isHeldBy)
                .count();
    }

    void acquire(Store store, String id) {
        store.addFinalizer(ResourceTypes.CLUSTER_MACHINES, id, finalizer);
    }

    void release(Store store, String id) {
        store.removeFinalizer(ResourceTypes.CLUSTER_MACHINES, id, finalizer);
    }
}

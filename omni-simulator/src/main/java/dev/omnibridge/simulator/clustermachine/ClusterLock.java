package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;

/** The lock of a whole cluster (resources.md 12). */
public final class ClusterLock {

    private ClusterLock() {}

    /** Whether nothing of this cluster may change: it is locked, runs, and no import is in progress. */
    public static boolean holds(Resource<?> cluster) {
        return cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED)
                && !cluster.hasAnnotation(OmniKeys.CLUSTER_IMPORT_IS_IN_PROGRESS)
                && !cluster.isTearingDown();
    }
}

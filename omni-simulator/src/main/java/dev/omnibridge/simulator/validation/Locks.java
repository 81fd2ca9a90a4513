package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;

/** Cluster locks (resources.md 12). */
final class Locks {

    private Locks() {}

    /** Whether a cluster is locked, and not in the middle of an import, which lifts most of the lock. */
    static boolean isLocked(Resource<ClusterSpec> cluster) {
        return cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED)
                && !cluster.hasAnnotation(OmniKeys.CLUSTER_IMPORT_IS_IN_PROGRESS);
    }
}

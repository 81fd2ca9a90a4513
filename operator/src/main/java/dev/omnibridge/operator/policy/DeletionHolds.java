package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What holds a deletion before its policy is even looked at: a pause, then a protection. Custom resources alone tell it, so it holds
 * while Omni is away, and under Retain too: nobody who protects an object wants it to leave.
 */
public final class DeletionHolds {

    private DeletionHolds() {}

    /** What holds the deletion of a cluster, as far as its connection is not asked. */
    public static Optional<Finding> of(OmniCluster object) {
        return Pause.of(object, Optional.empty())
                .map(DeletionHolds::paused)
                .or(() -> Lifecycle.isProtected(object)
                        ? Optional.of(isProtected(object.getMetadata().getName()))
                        : Optional.empty());
    }

    /** What holds the deletion of a set, as far as its connection is not asked. */
    public static Optional<Finding> of(OmniMachineSet object, Optional<OmniCluster> cluster) {
        return Pause.of(object, cluster, Optional.empty())
                .map(DeletionHolds::paused)
                .or(() -> Lifecycle.isProtected(object)
                        ? Optional.of(isProtected(object.getMetadata().getName()))
                        : Optional.empty());
    }

    /** What holds the deletion of whatever goes through a connection, also while that can't be used. */
    public static Optional<Finding> of(OmniConnection connection) {
        return Pause.of(connection).map(DeletionHolds::paused);
    }

    static Finding paused(Pause pause) {
        return new Finding(Reason.PAUSED, pause.object() + " is paused, so the deletion waits until " + pause.wayOut());
    }

    static Finding isProtected(String name) {
        return new Finding(
                Reason.PROTECTED,
                "deletionProtection is on for " + name + ", so the deletion waits and nothing in Omni is touched",
                "set spec.deletionProtection to false to let it go on");
    }

    /** A cluster takes its sets along, so what is protected of them holds it. */
    static Finding areProtected(List<String> machineSets) {
        return new Finding(
                Reason.PROTECTED,
                "tearing the cluster down would take along sets whose deletionProtection is on: "
                        + String.join(", ", machineSets),
                "set spec.deletionProtection of these OmniMachineSets to false to let it go on");
    }
}

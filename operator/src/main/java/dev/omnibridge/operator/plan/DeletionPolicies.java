package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.PolicySource;
import java.util.Optional;

/**
 * Which deletion policy is in force. While an object lives, it is what the live objects say. Once it is being deleted, the safer of
 * that and the copy in its status counts: a policy changed to Delete together with the deletion has not been seen to stand, and Retain
 * on a terminating object frees it. Nothing known means Retain, and so does a definition that is being deleted, or a policy of a newer one.
 */
public final class DeletionPolicies {

    private static final EffectiveDeletion UNKNOWN =
            new EffectiveDeletion(DeletionPolicy.RETAIN, PolicySource.BUILT_IN);

    private DeletionPolicies() {}

    /**
     * For a cluster.
     *
     * @param connection empty if the connection is unknown
     */
    public static EffectiveDeletion of(
            OmniCluster object, Optional<ConnectionFacts> connection, boolean crdIsTerminating) {
        if (crdIsTerminating || UnknownSpec.hidesPolicy(object)) {
            return UNKNOWN;
        }
        Optional<EffectiveDeletion> copy =
                copy(Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::policy));
        EffectiveDeletion live =
                live(object, connection).or(() -> inheritedBefore(copy)).orElse(UNKNOWN);
        return Lifecycle.isBeingDeleted(object) ? safer(live, copy) : live;
    }

    /**
     * For a set: its own policy, else its cluster's, else the connection's. A Retain that somebody wrote on the cluster goes before a Delete on the set, and so does any
     * Retain of a cluster that is on its way out: a cluster that is kept does not lose its sets to a prune of everything.
     *
     * @param cluster empty if the OmniCluster is gone; only then the copy in the status stands in for it
     */
    public static EffectiveDeletion of(
            OmniMachineSet object,
            Optional<OmniCluster> cluster,
            Optional<ConnectionFacts> connection,
            boolean crdIsTerminating) {
        if (crdIsTerminating
                || UnknownSpec.hidesPolicy(object)
                || cluster.filter(UnknownSpec::hidesPolicy).isPresent()) {
            return UNKNOWN;
        }
        Optional<EffectiveDeletion> copy =
                copy(Optional.ofNullable(object.getStatus()).map(OmniMachineSetStatus::policy));
        EffectiveDeletion live = live(object, cluster, connection)
                .or(() -> inheritedBefore(copy))
                .orElse(UNKNOWN);
        return Lifecycle.isBeingDeleted(object) ? safer(live, copy) : live;
    }

    private static Optional<EffectiveDeletion> live(OmniCluster object, Optional<ConnectionFacts> connection) {
        if (removesNothing(ManagementPolicies.of(object, connection))) {
            return Optional.of(new EffectiveDeletion(DeletionPolicy.RETAIN, PolicySource.MANAGEMENT_POLICY));
        }
        DeletionPolicy own = object.getSpec().deletionPolicy();
        if (own != null) {
            return Optional.of(new EffectiveDeletion(own, PolicySource.OBJECT));
        }
        return connection.map(facts -> facts.deletesByDefault()
                ? new EffectiveDeletion(DeletionPolicy.DELETE, PolicySource.CONNECTION)
                : UNKNOWN);
    }

    private static Optional<EffectiveDeletion> live(
            OmniMachineSet object, Optional<OmniCluster> cluster, Optional<ConnectionFacts> connection) {
        if (removesNothing(ManagementPolicies.of(object, cluster, connection))) {
            return Optional.of(new EffectiveDeletion(DeletionPolicy.RETAIN, PolicySource.MANAGEMENT_POLICY));
        }
        Optional<EffectiveDeletion> own = Optional.ofNullable(object.getSpec().deletionPolicy())
                .map(policy -> new EffectiveDeletion(policy, PolicySource.OBJECT));
        Optional<EffectiveDeletion> parent =
                cluster.map(c -> of(c, connection, false)).map(DeletionPolicies::inherited);
        return parent.filter(policy -> policy.policy() == DeletionPolicy.RETAIN)
                .filter(policy -> policy.from() == PolicySource.CLUSTER
                        || cluster.filter(Lifecycle::isBeingDeleted).isPresent())
                .filter(policy ->
                        own.filter(o -> o.policy() == DeletionPolicy.RETAIN).isEmpty())
                .or(() -> own)
                .or(() -> parent);
    }

    /** What stands in for a cluster or connection that can't be asked; a policy that the object had itself, and has no more, stands in for nothing. */
    private static Optional<EffectiveDeletion> inheritedBefore(Optional<EffectiveDeletion> copy) {
        return copy.filter(c -> c.from() != PolicySource.OBJECT);
    }

    private static EffectiveDeletion inherited(EffectiveDeletion parent) {
        return parent.from() == PolicySource.OBJECT
                ? new EffectiveDeletion(parent.policy(), PolicySource.CLUSTER)
                : parent;
    }

    private static boolean removesNothing(EffectiveManagement management) {
        return management.policy() != ManagementPolicy.ENFORCE;
    }

    private static EffectiveDeletion safer(EffectiveDeletion live, Optional<EffectiveDeletion> copy) {
        return live.policy() == DeletionPolicy.RETAIN
                ? live
                : copy.filter(c -> c.policy() == DeletionPolicy.RETAIN).orElse(live);
    }

    private static Optional<EffectiveDeletion> copy(Optional<EffectivePolicy> policy) {
        return policy.map(p -> new EffectiveDeletion(
                p.deletion(), Optional.ofNullable(p.deletionFrom()).orElse(PolicySource.BUILT_IN)));
    }
}

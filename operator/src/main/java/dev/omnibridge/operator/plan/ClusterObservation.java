package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.view.ClusterSlice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan for an OmniCluster is made from.
 *
 * @param instance name of this operator
 * @param object as read last
 * @param omni slice of the cluster that {@link ClusterNames} names
 * @param sets OmniMachineSets of the namespace whose clusterRef names the object
 * @param rivals other OmniClusters of all namespaces that name the same Omni cluster in the same account
 * @param crdIsTerminating whether the definition of the kind is being deleted, and its objects only with it
 * @param confirmedAbsent those of {@link ClusterPlan#toConfirm()} that Omni's store has confirmed; empty in a first plan
 * @param upgradeAnswer what Omni said about the Kubernetes version that a first plan would write; empty in a first plan
 * @param drift what is remembered of drift; nothing after a restart, drift then settles anew
 */
public record ClusterObservation(
        String instance,
        OmniCluster object,
        ConnectionFacts connection,
        ClusterSlice omni,
        List<OmniMachineSet> sets,
        List<OmniCluster> rivals,
        boolean crdIsTerminating,
        Set<Absence> confirmedAbsent,
        Optional<UpgradeAnswer> upgradeAnswer,
        DriftMemory drift,
        Instant now) {
    public ClusterObservation {
        sets = List.copyOf(sets);
        rivals = List.copyOf(rivals);
        confirmedAbsent = Set.copyOf(confirmedAbsent);
    }

    /** The object as the holder of claims. */
    public Owner owner() {
        return Owner.of(instance, object);
    }

    /** What is done about differences. */
    EffectiveManagement management() {
        return ManagementPolicies.of(object, Optional.of(connection));
    }

    /** By what the spec is known again. */
    SpecMark spec() {
        return SpecMarks.of(object, new FieldHash(instance));
    }

    /** The tokens that were given. */
    public Set<String> approvals() {
        return Lifecycle.approvals(object);
    }

    /** Fields that are not put right any more. */
    Contests contests() {
        return Contests.of(
                omni.name(),
                drift,
                Optional.ofNullable(object.getStatus())
                        .map(OmniClusterStatus::drift)
                        .orElse(null),
                approvals(),
                now);
    }

    /** What of this generation was in Omni already. */
    Reached reached() {
        Optional<OmniClusterStatus> status = Optional.ofNullable(object.getStatus());
        return Reached.of(
                object,
                drift,
                status.map(OmniClusterStatus::observedGeneration).orElse(null),
                status.map(OmniClusterStatus::conditions).orElse(null),
                status.map(OmniClusterStatus::policy).orElse(null),
                status.map(OmniClusterStatus::drift).orElse(null));
    }

    /** The same, with absences that were asked for after a first plan. */
    public ClusterObservation confirming(Set<Absence> absences) {
        return new ClusterObservation(
                instance,
                object,
                connection,
                omni,
                sets,
                rivals,
                crdIsTerminating,
                absences,
                upgradeAnswer,
                drift,
                now);
    }
}

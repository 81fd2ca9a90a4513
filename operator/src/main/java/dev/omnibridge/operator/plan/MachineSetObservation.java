package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan for an OmniMachineSet is made from.
 *
 * @param instance name of this operator
 * @param object as read last
 * @param cluster the OmniCluster that clusterRef names; empty if there is none
 * @param clusterInOmni slice of the cluster that {@link MachineSetNames} names
 * @param omni slice of the set that {@link MachineSetNames} names
 * @param rivals other OmniMachineSets of the same OmniCluster that name the same set
 * @param crdIsTerminating whether the definition of the kind is being deleted, and its objects only with it
 * @param confirmedAbsent those of {@link MachineSetPlan#toConfirm()} that Omni's store has confirmed; empty in a first plan
 * @param driftSeen {@link Work#driftSeen()} of the plan before; empty after a restart, drift then settles anew
 */
public record MachineSetObservation(
        String instance,
        OmniMachineSet object,
        Optional<OmniCluster> cluster,
        ConnectionFacts connection,
        ClusterSlice clusterInOmni,
        MachineSetSlice omni,
        List<OmniMachineSet> rivals,
        boolean crdIsTerminating,
        Set<Absence> confirmedAbsent,
        Map<String, Instant> driftSeen,
        Instant now) {
    public MachineSetObservation {
        rivals = List.copyOf(rivals);
        confirmedAbsent = Set.copyOf(confirmedAbsent);
        driftSeen = Map.copyOf(driftSeen);
    }

    /** The object as the holder of claims. */
    public Owner owner() {
        return Owner.of(instance, object);
    }

    /** What is done about differences. */
    EffectiveManagement management() {
        return ManagementPolicies.of(object, cluster, Optional.of(connection));
    }

    /** Generation of the spec. */
    long generation() {
        Long generation = object.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    /** The same, with absences that were asked for after a first plan. */
    public MachineSetObservation confirming(Set<Absence> absences) {
        return new MachineSetObservation(
                instance,
                object,
                cluster,
                connection,
                clusterInOmni,
                omni,
                rivals,
                crdIsTerminating,
                absences,
                driftSeen,
                now);
    }
}

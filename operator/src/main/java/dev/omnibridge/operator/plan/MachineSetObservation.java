package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param drift what is remembered of drift; nothing after a restart, drift then settles anew
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
        DriftMemory drift,
        Instant now) {
    public MachineSetObservation {
        rivals = List.copyOf(rivals);
        confirmedAbsent = Set.copyOf(confirmedAbsent);
    }

    /** The object as the holder of claims. */
    public Owner owner() {
        return Owner.of(instance, object);
    }

    /** What is done about differences. */
    EffectiveManagement management() {
        return ManagementPolicies.of(object, cluster, Optional.of(connection));
    }

    /** By what the spec is known again. */
    SpecMark spec() {
        return SpecMarks.of(object, new FieldHash(instance));
    }

    /** The tokens that were given: each names what it is for, so that those for the sets of a cluster may as well stand on its object. */
    public Set<String> approvals() {
        return Stream.<HasMetadata>concat(Stream.of(object), cluster.stream())
                .flatMap(holder -> Lifecycle.approvals(holder).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Fields that are not put right any more. */
    Contests contests() {
        return Contests.of(
                omni.id(),
                drift,
                Optional.ofNullable(object.getStatus())
                        .map(OmniMachineSetStatus::drift)
                        .orElse(null),
                approvals(),
                now);
    }

    /** What of this generation was in Omni already. */
    Reached reached() {
        Optional<OmniMachineSetStatus> status = Optional.ofNullable(object.getStatus());
        return Reached.of(
                object,
                drift,
                status.map(OmniMachineSetStatus::observedGeneration).orElse(null),
                status.map(OmniMachineSetStatus::conditions).orElse(null),
                status.map(OmniMachineSetStatus::policy).orElse(null),
                status.map(OmniMachineSetStatus::drift).orElse(null));
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
                drift,
                now);
    }
}

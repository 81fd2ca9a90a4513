package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.LockedMachine;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.OlderSpec;
import dev.omnibridge.operator.plan.OperatorChange;
import dev.omnibridge.operator.view.ClusterSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the gates look at beside the plan.
 *
 * @param name of the custom resource
 * @param cluster name in Omni of the cluster that it is or belongs to
 * @param pause who froze it; empty if nobody did
 * @param isProtected whether deletionProtection of the object is on
 * @param protectedSets sets of a cluster that it is on for
 * @param isCluster whether the object is the OmniCluster and not a set of it
 * @param clusterLock the cluster in Omni, if somebody locked it
 * @param setsWaitForLock whether sets of the cluster say that its lock keeps them waiting
 * @param lockedMachines machines of the cluster or set that somebody locked
 * @param olderSpec present if the spec is older than what was applied
 * @param olderPolicies present if the policies of the OmniCluster that a set belongs to are older than those that were applied
 * @param operatorChange present if the spec is the one that was applied
 */
record Situation(
        String name,
        String cluster,
        boolean hasFinalizer,
        Optional<Pause> pause,
        boolean isProtected,
        List<String> protectedSets,
        boolean isCluster,
        Optional<Resource<ClusterSpec>> clusterLock,
        boolean setsWaitForLock,
        List<LockedMachine> lockedMachines,
        Optional<OlderSpec> olderSpec,
        Optional<OlderSpec> olderPolicies,
        Optional<OperatorChange> operatorChange,
        Set<String> approvals,
        OmniSnapshot omni,
        ConnectionFacts connection,
        Instant now) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    static Situation of(ClusterObservation observation) {
        return new Situation(
                observation.object().getMetadata().getName(),
                observation.omni().name(),
                Lifecycle.hasFinalizer(observation.object()),
                Pause.of(observation.object(), Optional.of(observation.connection())),
                Lifecycle.isProtected(observation.object()),
                protectedSets(observation.sets()),
                true,
                lock(observation.omni()),
                observation.sets().stream().anyMatch(Situation::waitsForLock),
                LockedMachine.of(observation),
                OlderSpec.of(observation),
                Optional.empty(),
                OperatorChange.of(observation),
                observation.approvals(),
                observation.omni().omni(),
                observation.connection(),
                observation.now());
    }

    static Situation of(MachineSetObservation observation) {
        return new Situation(
                observation.object().getMetadata().getName(),
                observation.clusterInOmni().name(),
                Lifecycle.hasFinalizer(observation.object()),
                Pause.of(observation.object(), observation.cluster(), Optional.of(observation.connection())),
                Lifecycle.isProtected(observation.object()),
                List.of(),
                false,
                lock(observation.clusterInOmni()),
                false,
                LockedMachine.of(observation),
                OlderSpec.of(observation),
                OlderSpec.ofPoliciesOver(observation),
                OperatorChange.of(observation),
                observation.approvals(),
                observation.omni().omni(),
                observation.connection(),
                observation.now());
    }

    /** When it is looked at again whether watches that broke stand: that is news to nobody while it lasts only moments. */
    Instant whetherLive() {
        return now.plus(BETWEEN_LOOKS);
    }

    boolean isClusterLocked() {
        return clusterLock.isPresent();
    }

    private static Optional<Resource<ClusterSpec>> lock(ClusterSlice inOmni) {
        return inOmni.cluster().filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED));
    }

    private static boolean waitsForLock(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus()).map(OmniMachineSetStatus::held).orElse(List.of()).stream()
                .anyMatch(change -> change.gate() == Gate.OMNI_LOCK);
    }

    /** Sets that may be in Omni; one that never wrote anything there has nothing to lose. */
    private static List<String> protectedSets(List<OmniMachineSet> sets) {
        return sets.stream()
                .filter(set -> Lifecycle.isProtected(set) && Lifecycle.hasFinalizer(set))
                .map(set -> set.getMetadata().getName())
                .sorted()
                .toList();
    }
}

package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the gates look at beside the plan.
 *
 * @param name of the custom resource
 * @param pause who froze it; empty if nobody did
 * @param isProtected whether deletionProtection of the object is on
 * @param protectedSets sets of a cluster that it is on for
 * @param isClusterLocked whether somebody locked the cluster in Omni
 */
record Situation(
        String name,
        boolean hasFinalizer,
        Optional<Pause> pause,
        boolean isProtected,
        List<String> protectedSets,
        boolean isClusterLocked,
        Set<String> approvals,
        OmniSnapshot omni,
        ConnectionFacts connection,
        Instant now) {

    static Situation of(ClusterObservation observation) {
        return of(
                observation.object(),
                Optional.empty(),
                Pause.of(observation.object(), Optional.of(observation.connection())),
                Lifecycle.isProtected(observation.object()),
                protectedSets(observation.sets()),
                observation.omni(),
                observation.connection(),
                observation.now());
    }

    static Situation of(MachineSetObservation observation) {
        return of(
                observation.object(),
                observation.cluster(),
                Pause.of(observation.object(), observation.cluster(), Optional.of(observation.connection())),
                Lifecycle.isProtected(observation.object()),
                List.of(),
                observation.clusterInOmni(),
                observation.connection(),
                observation.now());
    }

    private static Situation of(
            HasMetadata object,
            Optional<OmniCluster> cluster,
            Optional<Pause> pause,
            boolean isProtected,
            List<String> protectedSets,
            ClusterSlice inOmni,
            ConnectionFacts connection,
            Instant now) {
        return new Situation(
                object.getMetadata().getName(),
                Lifecycle.hasFinalizer(object),
                pause,
                isProtected,
                protectedSets,
                inOmni.cluster()
                        .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                        .isPresent(),
                approvals(object, cluster),
                inOmni.omni(),
                connection,
                now);
    }

    /** A token names what it is for, so that those for the sets of a cluster may as well stand on the cluster's object. */
    private static Set<String> approvals(HasMetadata object, Optional<OmniCluster> cluster) {
        return Stream.concat(Stream.of(object), cluster.stream())
                .flatMap(holder -> Lifecycle.approvals(holder).stream())
                .collect(Collectors.toUnmodifiableSet());
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

package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the gates look at beside the plan.
 *
 * @param pausedBy what is paused, in words; empty if nothing is
 * @param isClusterLocked whether somebody locked the cluster in Omni
 */
record Situation(
        boolean hasFinalizer,
        Optional<String> pausedBy,
        boolean isClusterLocked,
        Set<String> approvals,
        OmniSnapshot omni,
        ConnectionFacts connection,
        Instant now) {

    static Situation of(ClusterObservation observation) {
        return of(
                observation.object(),
                Optional.of(observation.object()),
                observation.omni(),
                observation.connection(),
                observation.now());
    }

    static Situation of(MachineSetObservation observation) {
        return of(
                observation.object(),
                observation.cluster(),
                observation.clusterInOmni(),
                observation.connection(),
                observation.now());
    }

    private static Situation of(
            HasMetadata object,
            Optional<OmniCluster> cluster,
            ClusterSlice inOmni,
            ConnectionFacts connection,
            Instant now) {
        return new Situation(
                Lifecycle.hasFinalizer(object),
                pausedBy(cluster, connection),
                inOmni.cluster()
                        .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                        .isPresent(),
                Lifecycle.approvals(object),
                inOmni.omni(),
                connection,
                now);
    }

    private static Optional<String> pausedBy(Optional<OmniCluster> cluster, ConnectionFacts connection) {
        return cluster.filter(Situation::isPaused)
                .map(c -> "OmniCluster " + c.getMetadata().getName())
                .or(() ->
                        connection.isPaused() ? Optional.of("OmniConnection " + connection.name()) : Optional.empty());
    }

    private static boolean isPaused(OmniCluster cluster) {
        return Boolean.TRUE.equals(cluster.getSpec().paused());
    }
}

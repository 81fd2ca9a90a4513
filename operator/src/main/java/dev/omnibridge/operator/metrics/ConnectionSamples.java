package dev.omnibridge.operator.metrics;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.operator.omni.ConnectionHealth;
import dev.omnibridge.operator.reconcile.Relations;
import dev.omnibridge.operator.status.ConditionType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of each connection that there is, in numbers. What objects call a connection is no label, unless it is one. Pure. */
final class ConnectionSamples {

    private static final double MILLIS = 1000;

    private ConnectionSamples() {}

    /** Of its mirror, which a process in standby has, too. */
    static Stream<Sample> mirror(OmniConnection connection, ConnectionHealth health, Instant now) {
        String name = connection.getMetadata().getName();
        Duration age = health.brokenSince()
                .map(since -> Duration.between(since, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        return health.snapshot().stream()
                .flatMap(omni -> Stream.concat(
                        Stream.of(Sample.of(Metric.MIRROR_AGE, age.toMillis() / MILLIS, name)), sizes(name, omni)));
    }

    /** Of its status and of the objects that use it. */
    static Stream<Sample> status(OmniConnection connection, Reading reading) {
        String name = connection.getMetadata().getName();
        List<OmniCluster> clusters = reading.clusters().stream()
                .filter(cluster -> Relations.connectionOf(cluster).equals(name))
                .toList();
        Optional<OmniConnectionStatus> status = Optional.ofNullable(connection.getStatus());
        boolean isReady = status.map(OmniConnectionStatus::conditions).orElse(List.of()).stream()
                .anyMatch(condition -> condition.type().equals(ConditionType.READY.text())
                        && condition.status() == ConditionStatus.TRUE);
        Stream<Sample> expiries = Stream.concat(
                status
                        .map(OmniConnectionStatus::identity)
                        .map(ServiceAccountIdentity::keyExpiresAt)
                        .flatMap(ConnectionSamples::instant)
                        .map(at -> Sample.of(Metric.KEY_EXPIRY, at.getEpochSecond(), name))
                        .stream(),
                clusters.stream()
                        .flatMap(cluster -> kubeconfigExpiry(cluster).stream())
                        .min(Instant::compareTo)
                        .map(at -> Sample.of(Metric.KUBECONFIG_EXPIRY, at.getEpochSecond(), name))
                        .stream());
        return Stream.concat(
                Stream.of(
                        Sample.of(Metric.CONNECTION_READY, isReady ? 1 : 0, name),
                        Sample.of(Metric.RELEASES_HELD, heldByBrake(clusters, reading.machineSets()), name)),
                expiries);
    }

    private static Stream<Sample> sizes(String name, OmniSnapshot omni) {
        return omni.kinds().stream()
                .map(type -> Sample.of(Metric.MIRROR_SIZE, omni.kind(type).all().size(), name, type.shortName()));
    }

    private static Optional<Instant> kubeconfigExpiry(OmniCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .filter(status -> cluster.getMetadata().getDeletionTimestamp() == null)
                .map(OmniClusterStatus::kubeconfig)
                .map(KubeconfigStatus::expiresAt)
                .flatMap(ConnectionSamples::instant);
    }

    private static long heldByBrake(List<OmniCluster> clusters, List<OmniMachineSet> machineSets) {
        Map<String, OmniCluster> byKey = new HashMap<>();
        clusters.forEach(cluster -> byKey.put(
                key(cluster.getMetadata().getNamespace(), cluster.getMetadata().getName()), cluster));
        long held = clusters.stream()
                .map(OmniCluster::getStatus)
                .flatMap(Stream::ofNullable)
                .map(OmniClusterStatus::conditions)
                .filter(ConnectionSamples::isHeldByBrake)
                .count();
        long heldSets = machineSets.stream()
                .filter(set -> byKey.containsKey(key(
                        set.getMetadata().getNamespace(),
                        set.getSpec().clusterRef().name())))
                .map(OmniMachineSet::getStatus)
                .flatMap(Stream::ofNullable)
                .map(OmniMachineSetStatus::conditions)
                .filter(ConnectionSamples::isHeldByBrake)
                .count();
        return held + heldSets;
    }

    private static boolean isHeldByBrake(List<Condition> conditions) {
        return Relations.isHeldByBrake(conditions);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** A status is what anybody wrote who may. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

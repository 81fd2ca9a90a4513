package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.plan.MachineSetNames;
import dev.omnibridge.operator.reconcile.Relations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who of our objects is passed over again because of another: sets follow their cluster, rivals each other, connections count their users. */
public final class Wakes {

    private final CachedObjects objects;
    private final WakeSource<OmniCluster> clusters;
    private final WakeSource<OmniMachineSet> machineSets;
    private final WakeSource<OmniConnection> connections;
    private final Ends ends;
    private final StatusGuard statuses;

    /**
     * Told of objects that are gone.
     *
     * @param cluster gets the last state of an OmniCluster
     * @param machineSet gets the last state of an OmniMachineSet
     * @param connection gets the last state of an OmniConnection
     */
    public record Ends(
            Consumer<OmniCluster> cluster, Consumer<OmniMachineSet> machineSet, Consumer<OmniConnection> connection) {}

    /** @param statuses is told of changes of statuses */
    public Wakes(CachedObjects objects, Ends ends, StatusGuard statuses) {
        this.objects = objects;
        this.ends = ends;
        this.statuses = statuses;
        this.clusters = new WakeSource<>(objects.clusters(), this::clusterChanged);
        this.machineSets = new WakeSource<>(objects.machineSets(), this::machineSetChanged);
        this.connections = new WakeSource<>(objects.connections(), this::connectionChanged);
    }

    /** The source of wakes of OmniClusters. */
    public WakeSource<OmniCluster> clusters() {
        return clusters;
    }

    /** The source of wakes of OmniMachineSets. */
    public WakeSource<OmniMachineSet> machineSets() {
        return machineSets;
    }

    /** The source of wakes of OmniConnections. */
    public WakeSource<OmniConnection> connections() {
        return connections;
    }

    /** Asks for a pass over a cluster and, if so said, over its sets. */
    public void cluster(OmniCluster cluster, boolean alsoSets) {
        clusters.wake(cluster);
        if (alsoSets) {
            setsOf(cluster).forEach(machineSets::wake);
        }
    }

    /** Asks for a pass over a set. */
    public void machineSet(OmniMachineSet machineSet) {
        machineSets.wake(machineSet);
    }

    /** Asks for a pass over a connection. */
    public void connection(String name) {
        objects.connection(name).ifPresent(connections::wake);
    }

    /** Asks for a pass over everything that uses a connection; a set whose cluster is not there may use any. */
    public void usersOf(String connection) {
        usersOf(connection, _ -> true);
    }

    /** Asks for a pass over those objects that use a connection whose uid is one of these. */
    public void usersOf(String connection, Predicate<String> uids) {
        for (OmniCluster cluster : objects.clustersOf(connection)) {
            wake(clusters, cluster, uids);
            setsOf(cluster).forEach(set -> wake(machineSets, set, uids));
        }
        objects.machineSetsWithoutCluster().forEach(set -> wake(machineSets, set, uids));
    }

    private static <P extends HasMetadata> void wake(WakeSource<P> source, P object, Predicate<String> uids) {
        if (uids.test(object.getMetadata().getUid())) {
            source.wake(object);
        }
    }

    private void clusterChanged(Optional<OmniCluster> before, Optional<OmniCluster> after) {
        guardStatus(clusters, before, after);
        if (after.isEmpty()) {
            before.ifPresent(ends.cluster());
        }
        OmniCluster cluster = after.or(() -> before).orElseThrow();
        if (before.isEmpty() || after.isEmpty() || isHeld(before) != isHeld(after)) {
            connection(Relations.connectionOf(cluster));
        }
        if (!isRelevant(before, after) && Objects.equals(omniIdentity(before), omniIdentity(after))) {
            return;
        }
        setsOf(cluster).forEach(machineSets::wake);
        // whoever waited for the name that it had takes it now
        Stream.of(before, after)
                .flatMap(Optional::stream)
                .map(CachedObjects::omniName)
                .distinct()
                .flatMap(name -> objects.clustersNamed(name).stream())
                .filter(rival -> !isSame(rival, cluster))
                .forEach(clusters::wake);
    }

    private void machineSetChanged(Optional<OmniMachineSet> before, Optional<OmniMachineSet> after) {
        guardStatus(machineSets, before, after);
        if (after.isEmpty()) {
            before.ifPresent(ends.machineSet());
            // Perhaps the last that kept its connection.
            before.map(OmniMachineSet::getStatus)
                    .map(OmniMachineSetStatus::connection)
                    .ifPresent(this::connection);
        }
        OmniMachineSet machineSet = after.or(() -> before).orElseThrow();
        Optional<OmniCluster> cluster = objects.cluster(
                machineSet.getMetadata().getNamespace(),
                machineSet.getSpec().clusterRef().name());
        if (isHeldSet(before) != isHeldSet(after)) {
            cluster.map(Relations::connectionOf).ifPresent(this::connection);
        }
        boolean isLockedOut = after.filter(Relations::isHeldByLock).isPresent();
        if (isRelevant(before, after) || before.filter(Relations::isHeldByLock).isPresent() != isLockedOut) {
            cluster.ifPresent(clusters::wake);
        }
        if (before.isPresent() && !before.map(MachineSetNames::declared).equals(after.map(MachineSetNames::declared))) {
            objects
                    .machineSetsOf(
                            machineSet.getMetadata().getNamespace(),
                            machineSet.getSpec().clusterRef().name())
                    .stream()
                    .filter(rival -> !isSame(rival, machineSet))
                    .forEach(machineSets::wake);
        }
    }

    private <P extends CustomResource<?, ?>> void guardStatus(
            WakeSource<P> source, Optional<P> before, Optional<P> after) {
        if (before.isPresent() && after.isPresent()) {
            // by its id: the wake waits, and would keep every status that was written meanwhile
            ResourceID id = ResourceID.fromResource(after.get());
            statuses.changed(before.get(), after.get(), () -> source.wake(id));
        }
    }

    private void connectionChanged(Optional<OmniConnection> before, Optional<OmniConnection> after) {
        guardStatus(connections, before, after);
        if (after.isEmpty()) {
            before.ifPresent(ends.connection());
        }
    }

    private List<OmniMachineSet> setsOf(OmniCluster cluster) {
        return objects.machineSetsOf(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private static <T extends HasMetadata> boolean isRelevant(Optional<T> before, Optional<T> after) {
        return before.isEmpty() || after.isEmpty() || PrimaryFilter.isRelevant(before.get(), after.get());
    }

    private static boolean isHeld(Optional<OmniCluster> cluster) {
        return cluster.map(OmniCluster::getStatus)
                .map(OmniClusterStatus::conditions)
                .filter(Relations::isHeldByBrake)
                .isPresent();
    }

    private static boolean isHeldSet(Optional<OmniMachineSet> machineSet) {
        return machineSet
                .map(OmniMachineSet::getStatus)
                .map(OmniMachineSetStatus::conditions)
                .filter(Relations::isHeldByBrake)
                .isPresent();
    }

    /** What sets read of their cluster's status: whether it is claimed, and as which incarnation. */
    private static List<Optional<String>> omniIdentity(Optional<OmniCluster> cluster) {
        Optional<OmniClusterStatus> status = cluster.map(OmniCluster::getStatus);
        return List.of(status.map(OmniClusterStatus::clusterName), status.map(OmniClusterStatus::clusterUuid));
    }
}

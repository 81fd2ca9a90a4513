package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.plan.MachineSetNames;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.Objects;
import dev.omnibridge.operator.reconcile.Relations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Our kinds as the informers show them, with the indexes by which they find each other. */
public final class CachedObjects implements Objects {

    private static final String BY_OMNI_NAME = "omni-name";
    private static final String BY_CONNECTION = "connection";
    private static final String BY_CLUSTER = "cluster";
    private static final String BY_SET_ID = "set-id";
    private static final String RENAMED = "renamed";

    private final ObjectCache<OmniCluster> clusters = new ObjectCache<>(Map.of(
            BY_OMNI_NAME, cluster -> List.of(omniName(cluster)),
            BY_CONNECTION, cluster -> List.of(Relations.connectionOf(cluster)),
            RENAMED, cluster -> isRenamed(cluster) ? List.of(RENAMED) : List.of()));
    private final ObjectCache<OmniMachineSet> machineSets = new ObjectCache<>(Map.of(
            BY_CLUSTER,
                    set -> List.of(key(
                            set.getMetadata().getNamespace(),
                            set.getSpec().clusterRef().name())),
            BY_SET_ID, set -> List.of(setId(set)),
            BY_CONNECTION, set -> connection(set).stream().toList()));
    private final ObjectCache<OmniConnection> connections = new ObjectCache<>(Map.of());

    /** The OmniClusters. */
    public ObjectCache<OmniCluster> clusters() {
        return clusters;
    }

    /** The OmniMachineSets. */
    public ObjectCache<OmniMachineSet> machineSets() {
        return machineSets;
    }

    /** The OmniConnections. */
    public ObjectCache<OmniConnection> connections() {
        return connections;
    }

    @Override
    public Optional<OmniCluster> cluster(String namespace, String name) {
        return clusters.get(Optional.of(namespace), name);
    }

    @Override
    public List<OmniMachineSet> machineSetsOf(String namespace, String clusterName) {
        return machineSets.byIndex(BY_CLUSTER, key(namespace, clusterName));
    }

    /** The OmniMachineSet of that name. */
    public Optional<OmniMachineSet> machineSet(String namespace, String name) {
        return machineSets.get(Optional.of(namespace), name);
    }

    @Override
    public List<OmniCluster> clustersNamed(String omniName) {
        return clusters.byIndex(BY_OMNI_NAME, omniName);
    }

    @Override
    public Optional<OmniConnection> connection(String name) {
        return connections.get(Optional.empty(), name);
    }

    /** The OmniClusters that use a connection. */
    public List<OmniCluster> clustersOf(String connection) {
        return clusters.byIndex(BY_CONNECTION, connection);
    }

    /** The OmniMachineSets that have this set in Omni, or would get it there. */
    public List<OmniMachineSet> machineSetsWithId(String id) {
        Stream<OmniMachineSet> ofRenamed = clusters.byIndex(RENAMED, RENAMED).stream()
                .filter(cluster -> id.startsWith(omniName(cluster) + "-"))
                .flatMap(cluster ->
                        machineSetsOf(
                                        cluster.getMetadata().getNamespace(),
                                        cluster.getMetadata().getName())
                                .stream()
                                .filter(set -> id.equals(omniName(cluster) + "-" + MachineSetNames.declared(set))));
        return Stream.concat(machineSets.byIndex(BY_SET_ID, id).stream(), ofRenamed)
                .distinct()
                .toList();
    }

    /** The OmniMachineSets without a cluster object that still hold claims through a connection, as their status tells. */
    public List<OmniMachineSet> strandedSetsOf(String connection) {
        return machineSets.byIndex(BY_CONNECTION, connection).stream()
                .filter(Finalizers::isOn)
                .filter(this::isWithoutCluster)
                .toList();
    }

    /** The OmniMachineSets whose clusterRef names no OmniCluster that is there; nothing but their status tells which connection concerns them. */
    public List<OmniMachineSet> machineSetsWithoutCluster() {
        return machineSets.all().filter(this::isWithoutCluster).toList();
    }

    private boolean isWithoutCluster(OmniMachineSet set) {
        return cluster(
                        set.getMetadata().getNamespace(),
                        set.getSpec().clusterRef().name())
                .isEmpty();
    }

    /** uids of everything that may hold a claim in Omni. */
    public Stream<String> uids() {
        return Stream.concat(
                clusters.all().map(c -> c.getMetadata().getUid()),
                machineSets.all().map(s -> s.getMetadata().getUid()));
    }

    /** The name that an object has in Omni, or would get there. */
    static String omniName(OmniCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .map(OmniClusterStatus::clusterName)
                .or(() -> Optional.ofNullable(cluster.getSpec().clusterName()))
                .orElse(cluster.getMetadata().getName());
    }

    private static boolean isRenamed(OmniCluster cluster) {
        return !omniName(cluster).equals(cluster.getMetadata().getName());
    }

    /** The id that a set has in Omni, or would get there unless its cluster is called otherwise. */
    private static String setId(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus())
                .map(OmniMachineSetStatus::machineSetId)
                .orElseGet(() -> set.getSpec().clusterRef().name() + "-" + MachineSetNames.declared(set));
    }

    private static Optional<String> connection(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus()).map(OmniMachineSetStatus::connection);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}

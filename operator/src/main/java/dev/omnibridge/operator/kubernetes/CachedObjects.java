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

    /** Where sets are filed that have no id in Omni yet. */
    private static final String UNCLAIMED = "";

    private final ObjectCache<OmniCluster> clusters = new ObjectCache<>(Map.of(
            BY_OMNI_NAME, cluster -> List.of(omniName(cluster)),
            BY_CONNECTION, cluster -> List.of(Relations.connectionOf(cluster))));
    private final ObjectCache<OmniMachineSet> machineSets = new ObjectCache<>(Map.of(
            BY_CLUSTER,
                    set -> List.of(key(
                            set.getMetadata().getNamespace(),
                            set.getSpec().clusterRef().name())),
            BY_SET_ID, set -> List.of(setId(set)),
            BY_CONNECTION, set -> connection(set).stream().toList()));
    private final ObjectCache<OmniConnection> connections = new ObjectCache<>(Map.of());

    ObjectCache<OmniCluster> clusters() {
        return clusters;
    }

    ObjectCache<OmniMachineSet> machineSets() {
        return machineSets;
    }

    ObjectCache<OmniConnection> connections() {
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

    /** The OmniMachineSets without a cluster object that still hold claims through a connection, as their status tells. */
    public List<OmniMachineSet> strandedSetsOf(String connection) {
        return machineSets.byIndex(BY_CONNECTION, connection).stream()
                .filter(Finalizers::isOn)
                .filter(set -> cluster(
                                set.getMetadata().getNamespace(),
                                set.getSpec().clusterRef().name())
                        .isEmpty())
                .toList();
    }

    /** The OmniMachineSets that have this set in Omni, and those that would have it: they may watch it, or wait for it to go. */
    public List<OmniMachineSet> machineSetsWithId(String id) {
        return Stream.concat(
                        machineSets.byIndex(BY_SET_ID, id).stream(),
                        machineSets.byIndex(BY_SET_ID, UNCLAIMED).stream()
                                .filter(set -> wouldBe(set).equals(id)))
                .toList();
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

    /** The id that a set has in Omni. */
    private static String setId(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus())
                .map(OmniMachineSetStatus::machineSetId)
                .orElse(UNCLAIMED);
    }

    /** The id that a set without one would get; it hangs on the name of its cluster, so no index of sets alone can have it. */
    private String wouldBe(OmniMachineSet set) {
        String clusterRef = set.getSpec().clusterRef().name();
        String cluster = cluster(set.getMetadata().getNamespace(), clusterRef)
                .map(CachedObjects::omniName)
                .orElse(clusterRef);
        return cluster + "-" + MachineSetNames.declared(set);
    }

    private static Optional<String> connection(OmniMachineSet set) {
        return Optional.ofNullable(set.getStatus()).map(OmniMachineSetStatus::connection);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}

package dev.omnibridge.demo.table;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All objects at one moment, each list ordered by namespace and name.
 *
 * @param connections the accounts
 * @param clusters the clusters
 * @param sets their machine sets, and sets whose cluster is not there
 */
public record Fleet(List<OmniConnection> connections, List<OmniCluster> clusters, List<OmniMachineSet> sets) {
    private static final Comparator<HasMetadata> BY_NAME = Comparator.comparing(Fleet::fullName);

    /** Sorts the lists. */
    public Fleet {
        connections = connections.stream().sorted(BY_NAME).toList();
        clusters = clusters.stream().sorted(BY_NAME).toList();
        sets = sets.stream().sorted(BY_NAME).toList();
    }

    /** The sets that refer to a cluster. */
    public List<OmniMachineSet> setsOf(OmniCluster cluster) {
        return sets.stream().filter(set -> refersTo(set, cluster)).toList();
    }

    /** The sets whose cluster is not there. */
    public List<OmniMachineSet> setsWithoutCluster() {
        return sets.stream()
                .filter(set -> clusters.stream().noneMatch(cluster -> refersTo(set, cluster)))
                .toList();
    }

    /** Every object once, as far as it has conditions. */
    public Stream<Health> health() {
        return Stream.of(connections, clusters, sets).flatMap(List::stream).map(Health::of);
    }

    static String fullName(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
    }

    private static boolean refersTo(OmniMachineSet set, OmniCluster cluster) {
        return set.getMetadata().getNamespace().equals(cluster.getMetadata().getNamespace())
                && set.getSpec()
                        .clusterRef()
                        .name()
                        .equals(cluster.getMetadata().getName());
    }
}

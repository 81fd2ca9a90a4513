package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.ConnectionClusters;
import dev.omnibridge.api.v1alpha1.ConnectionMachines;
import dev.omnibridge.api.v1alpha1.ObjectCount;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an account holds, in numbers. Pure.
 *
 * @param orphansByKind the orphans once more, by the kind that they are in Omni
 */
record AccountCounters(
        ConnectionMachines machines,
        ConnectionClusters clusters,
        ObjectCount orphans,
        Map<String, Integer> orphansByKind) {

    private static final String CLUSTER = "Cluster";
    private static final String MACHINE_SET = "MachineSet";
    private static final int NAMED_ORPHANS = 20;

    /**
     * Counts.
     *
     * @param instance name of this operator, with which all its claims begin
     * @param uids of all our custom resources
     */
    static AccountCounters of(OmniSnapshot omni, String instance, Set<String> uids) {
        List<String> clusters = orphans(omni, ResourceTypes.CLUSTERS, instance, uids);
        List<String> machineSets = orphans(omni, ResourceTypes.MACHINE_SETS, instance, uids);
        return new AccountCounters(
                machines(omni),
                clusters(omni, instance),
                orphans(clusters, machineSets),
                Map.of(CLUSTER, clusters.size(), MACHINE_SET, machineSets.size()));
    }

    private static ConnectionMachines machines(OmniSnapshot omni) {
        Collection<Resource<MachineStatusSpec>> all =
                omni.kind(ResourceTypes.MACHINE_STATUSES).all();
        return new ConnectionMachines(
                all.size(),
                count(all, machine -> machine.spec().getConnected()),
                count(all, machine -> machine.hasLabel(OmniKeys.AVAILABLE)),
                count(all, machine -> !machine.spec().getCluster().isEmpty()));
    }

    private static ConnectionClusters clusters(OmniSnapshot omni, String instance) {
        var all = omni.kind(ResourceTypes.CLUSTERS).all();
        int managed = count(all, cluster -> isOf(instance, cluster.annotation(ClaimKeys.OWNER)));
        return new ConnectionClusters(managed, all.size() - managed);
    }

    private static ObjectCount orphans(List<String> clusters, List<String> machineSets) {
        List<String> named = Stream.concat(
                        clusters.stream().map(id -> CLUSTER + "/" + id),
                        machineSets.stream().map(id -> MACHINE_SET + "/" + id))
                .sorted()
                .limit(NAMED_ORPHANS)
                .toList();
        return new ObjectCount(clusters.size() + machineSets.size(), named);
    }

    /** Claims and release marks of ours whose custom resource is not there any more: nobody will ever remove these by itself. */
    private static List<String> orphans(OmniSnapshot omni, ResourceType<?> type, String instance, Set<String> uids) {
        return omni.kind(type).all().stream()
                .filter(resource -> claimant(resource, instance)
                        .filter(uid -> !uids.contains(uid))
                        .isPresent())
                .<String>map(Resource::id)
                .toList();
    }

    /** Uid of the object of ours that claims the resource, or gave it up. */
    private static Optional<String> claimant(Resource<?> resource, String instance) {
        if (isOf(instance, resource.annotation(ClaimKeys.OWNER))) {
            return Optional.of(resource.annotation(ClaimKeys.OWNER_UID).orElse(""));
        }
        return resource.annotation(ClaimKeys.RELEASED)
                .filter(mark -> isOf(instance, Optional.of(mark)))
                .map(mark -> mark.substring(mark.lastIndexOf('@') + 1));
    }

    private static boolean isOf(String instance, Optional<String> mark) {
        return mark.filter(text -> text.startsWith(instance + "/")).isPresent();
    }

    private static <T> int count(Collection<T> all, Predicate<T> condition) {
        return (int) all.stream().filter(condition).count();
    }
}

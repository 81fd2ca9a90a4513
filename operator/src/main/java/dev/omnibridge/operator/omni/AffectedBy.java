package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.omni.Affected.Part;
import dev.omnibridge.operator.omni.Affected.Topic;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who reads what changed. One place that says which kind concerns whom. */
final class AffectedBy {

    /** Kinds with one resource per cluster, of the cluster's id. */
    private static final Set<ResourceType<?>> NAMED_LIKE_CLUSTER = Set.of(
            ResourceTypes.CLUSTER_STATUSES,
            ResourceTypes.CLUSTER_UUIDS,
            ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES,
            ResourceTypes.CLUSTER_DESTROY_STATUSES,
            ResourceTypes.LOAD_BALANCER_STATUSES,
            ResourceTypes.TALOS_UPGRADE_STATUSES,
            ResourceTypes.KUBERNETES_UPGRADE_STATUSES);

    /** Kinds with one resource per machine set, of the set's id. */
    private static final Set<ResourceType<?>> NAMED_LIKE_SET =
            Set.of(ResourceTypes.MACHINE_SETS, ResourceTypes.MACHINE_SET_STATUSES);

    /** Kinds that bind machines: when one goes, a machine becomes free. */
    private static final Set<ResourceType<?>> BINDINGS =
            Set.of(ResourceTypes.MACHINE_SET_NODES, ResourceTypes.CLUSTER_MACHINES);

    private AffectedBy() {}

    /** Whom a change concerns; empty if nothing changed that anybody reads. */
    static <S extends Message> Set<Affected> change(
            String connection,
            ResourceType<S> type,
            String id,
            @Nullable Resource<S> before,
            @Nullable Resource<S> after) {
        Set<Affected> affected = new LinkedHashSet<>();
        if (isUnread(before, after)) {
            return affected;
        }
        if (type.equals(ResourceTypes.CLUSTERS)) {
            affected.add(new Affected.Cluster(connection, id, Part.DECLARED));
            affected.add(new Affected.Counters(connection));
        } else if (NAMED_LIKE_CLUSTER.contains(type)) {
            affected.add(new Affected.Cluster(connection, id, Part.OBSERVED));
        } else if (type.equals(ResourceTypes.TALOS_VERSIONS)) {
            affected.add(new Affected.Waiting(connection, Topic.VERSIONS));
        } else if (type.equals(ResourceTypes.MACHINE_CLASSES)) {
            affected.add(new Affected.Waiting(connection, Topic.CLASSES));
        } else if (type.equals(ResourceTypes.MACHINE_STATUSES)) {
            affected.add(new Affected.Waiting(connection, Topic.MACHINES));
            affected.add(new Affected.Counters(connection));
        } else {
            addLabelled(affected, connection, type, id, Optional.ofNullable(before));
            addLabelled(affected, connection, type, id, Optional.ofNullable(after));
            if (BINDINGS.contains(type) && (before == null || after == null)) {
                affected.add(new Affected.Waiting(connection, Topic.MACHINES));
            }
        }
        return affected;
    }

    /**
     * Whom it concerns that Talos on a machine says something else; empty if nothing changed that anybody reads, or the machine is in no cluster.
     *
     * @param member tells how the machine stands in its cluster: what Talos says carries no labels
     */
    static Set<Affected> machine(
            String connection,
            @Nullable Resource<?> before,
            @Nullable Resource<?> after,
            Supplier<Optional<Resource<ClusterMachineStatusSpec>>> member) {
        Set<Affected> affected = new LinkedHashSet<>();
        if (!isUnread(before, after)) {
            Optional<Resource<ClusterMachineStatusSpec>> status = member.get();
            status.ifPresent(
                    s -> addLabelled(affected, connection, ResourceTypes.CLUSTER_MACHINE_STATUSES, s.id(), status));
        }
        return affected;
    }

    private static <S extends Message> void addLabelled(
            Set<Affected> affected,
            String connection,
            ResourceType<S> type,
            String id,
            Optional<Resource<S>> resource) {
        resource.flatMap(r -> r.label(OmniKeys.CLUSTER))
                .ifPresent(cluster -> affected.add(new Affected.Cluster(connection, cluster, Part.OBSERVED)));
        Optional<String> set =
                NAMED_LIKE_SET.contains(type) ? Optional.of(id) : resource.flatMap(r -> r.label(OmniKeys.MACHINE_SET));
        set.ifPresent(name -> affected.add(new Affected.MachineSet(connection, name)));
    }

    /**
     * Whether only the envelope moved: version, times, finalizers. Omni's controllers put finalizers on almost everything they look at, and each
     * is a write. Specs are trimmed to what is read, so an equal spec means that nobody would see a difference.
     */
    private static boolean isUnread(@Nullable Resource<?> before, @Nullable Resource<?> after) {
        return before != null
                && after != null
                && before.created().equals(after.created())
                && before.phase() == after.phase()
                && Objects.equals(before.spec(), after.spec())
                && before.labels().equals(after.labels())
                && before.annotations().equals(after.annotations());
    }
}

package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of machine sets: their cluster, role and name (resources.md 7); where their machines come from is in {@link AllocationRules}. */
final class MachineSetRules implements Rules<MachineSetSpec> {

    private final Store store;
    private final AllocationRules allocation;

    MachineSetRules(Store store) {
        this.store = store;
        this.allocation = new AllocationRules(store);
    }

    @Override
    public ResourceType<MachineSetSpec> type() {
        return ResourceTypes.MACHINE_SETS;
    }

    @Override
    public List<String> onCreate(Resource<MachineSetSpec> next) {
        String clusterName = cluster(next);
        List<String> problems = new ArrayList<>(LabelRules.missing(next, OmniKeys.CLUSTER));
        Optional<Resource<ClusterSpec>> cluster = store.get(ResourceTypes.CLUSTERS, clusterName);
        problems.addAll(existing(next, cluster));
        cluster.filter(Resource::isTearingDown)
                .ifPresent(c -> problems.add("adding machine set \"" + next.id() + "\" to the cluster \"" + clusterName
                        + "\" is not allowed: the cluster is tearing down"));
        cluster.filter(Locks::isLocked).ifPresent(c -> problems.add(locked("adding", next, "to")));
        role(next).ifPresent(problems::add);
        if (cluster.isPresent()) {
            name(next, clusterName).ifPresent(problems::add);
            bootstrapped(next, clusterName).ifPresent(problems::add);
        }
        problems.addAll(allocation.onCreate(next));
        bootstrapSpec(next).ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<MachineSetSpec> old, Resource<MachineSetSpec> next) {
        List<String> moved = LabelRules.changed(old, next, OmniKeys.CLUSTER);
        if (!moved.isEmpty()) {
            return moved;
        }
        List<String> problems = new ArrayList<>();
        Optional<Resource<ClusterSpec>> cluster = store.get(ResourceTypes.CLUSTERS, cluster(next));
        problems.addAll(existing(next, cluster));
        cluster.filter(Locks::isLocked).ifPresent(c -> problems.add(locked("updating", next, "in")));
        role(next).ifPresent(problems::add);
        problems.addAll(allocation.onUpdate(old, next));
        if (next.spec().hasBootstrapSpec()
                && !next.spec().getBootstrapSpec().equals(old.spec().getBootstrapSpec())) {
            problems.add("updating bootstrap spec is not allowed");
        }
        return problems;
    }

    @Override
    public List<String> onDestroy(Resource<MachineSetSpec> old) {
        return store.get(ResourceTypes.CLUSTERS, cluster(old))
                .filter(cluster -> !cluster.isTearingDown() && cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .map(cluster -> List.of(locked("removing", old, "from")))
                .orElse(List.of());
    }

    private static List<String> existing(Resource<MachineSetSpec> next, Optional<Resource<ClusterSpec>> cluster) {
        return cluster.isPresent() || next.isTearingDown()
                ? List.of()
                : List.of("the cluster \"" + cluster(next) + "\" does not exist");
    }

    private static Optional<String> role(Resource<MachineSetSpec> next) {
        return next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) || next.hasLabel(OmniKeys.ROLE_WORKER)
                ? Optional.empty()
                : Optional.of("machine set must have either \"" + OmniKeys.ROLE_CONTROL_PLANE + "\" or \""
                        + OmniKeys.ROLE_WORKER + "\" label");
    }

    private static Optional<String> name(Resource<MachineSetSpec> next, String cluster) {
        String controlPlanes = cluster + "-control-planes";
        if (!next.id().startsWith(cluster + "-")) {
            return Optional.of(
                    "machine set of cluster \"" + cluster + "\" ID must have \"" + cluster + "-\" as prefix");
        }
        if (next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && !next.id().equals(controlPlanes)) {
            return Optional.of("control plane machine set must have ID \"" + controlPlanes + "\"");
        }
        return next.hasLabel(OmniKeys.ROLE_WORKER) && next.id().equals(controlPlanes)
                ? Optional.of("worker machine set must not have ID \"" + controlPlanes + "\"")
                : Optional.empty();
    }

    private Optional<String> bootstrapped(Resource<MachineSetSpec> next, String cluster) {
        boolean isLate = next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE)
                && store.get(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES, cluster)
                        .map(Resource::spec)
                        .filter(ClusterBootstrapStatusSpec::getBootstrapped)
                        .isPresent();
        return isLate
                ? Optional.of("adding control plane machine set to the cluster \"" + cluster
                        + "\" is not allowed: the cluster is already bootstrapped")
                : Optional.empty();
    }

    private Optional<String> bootstrapSpec(Resource<MachineSetSpec> next) {
        if (!next.spec().hasBootstrapSpec()) {
            return Optional.empty();
        }
        if (!next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE)) {
            return Optional.of("bootstrap spec is not allowed for worker machine sets");
        }
        String uuid = next.spec().getBootstrapSpec().getClusterUuid();
        boolean isKnown = !store.list(ResourceTypes.CLUSTER_UUIDS, LabelQuery.equal(OmniKeys.CLUSTER_UUID, uuid))
                .isEmpty();
        return isKnown
                ? Optional.of("failed to get the backup \""
                        + next.spec().getBootstrapSpec().getSnapshot() + "\": no backup store is configured")
                : Optional.of("invalid cluster UUID \"" + uuid + "\"");
    }

    private static String locked(String action, Resource<MachineSetSpec> set, String preposition) {
        return action + " machine set \"" + set.id() + "\" " + preposition + " the cluster \"" + cluster(set)
                + "\" is not allowed: the cluster is locked";
    }

    private static String cluster(Resource<MachineSetSpec> set) {
        return set.label(OmniKeys.CLUSTER).orElse("");
    }
}

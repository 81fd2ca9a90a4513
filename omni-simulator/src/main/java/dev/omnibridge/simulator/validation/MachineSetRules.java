package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of machine sets: their cluster, role and name (resources.md 7); where their machines come from is in {@link AllocationRules}. Beside
 * what is wrong with labels Omni tells only the first that it finds, in this order [live].
 */
final class MachineSetRules implements Rules<MachineSetSpec> {

    private final Store store;
    private final AllocationRules allocation;
    private final BootstrapRules bootstrap;

    MachineSetRules(Store store, BackupStore backups) {
        this.store = store;
        this.bootstrap = new BootstrapRules(store, backups);
        this.allocation = new AllocationRules(store);
    }

    @Override
    public ResourceType<MachineSetSpec> type() {
        return ResourceTypes.MACHINE_SETS;
    }

    @Override
    public List<String> onCreate(Resource<MachineSetSpec> next) {
        List<String> problems = new ArrayList<>(LabelRules.missing(next, OmniKeys.CLUSTER));
        existing(next)
                .or(() -> clusterTakesNoMore(next))
                .or(() -> role(next))
                .or(() -> bootstrap.onCreate(next))
                .or(() -> allocation.onCreate(next))
                .or(() -> name(next))
                .ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<MachineSetSpec> old, Resource<MachineSetSpec> next) {
        List<String> problems = new ArrayList<>(LabelRules.changed(old, next, OmniKeys.CLUSTER));
        boolean isWithoutCluster = cluster(next).isEmpty() && next.isTearingDown();
        if (!isWithoutCluster) {
            existing(next)
                    .or(() -> lockedAgainstUpdate(next))
                    .or(() -> role(next))
                    .or(() -> bootstrap.onUpdate(old, next))
                    .or(() -> allocation.onUpdate(old, next))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    @Override
    public List<String> onDestroy(Resource<MachineSetSpec> old) {
        return cluster(old)
                .filter(cluster -> !cluster.isTearingDown() && cluster.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                .map(cluster -> List.of(locked("removing", old, "from")))
                .orElse(List.of());
    }

    private Optional<String> existing(Resource<MachineSetSpec> next) {
        return cluster(next).isPresent()
                ? Optional.empty()
                : Optional.of("the cluster \"" + clusterName(next) + "\" does not exist");
    }

    private Optional<String> clusterTakesNoMore(Resource<MachineSetSpec> next) {
        return cluster(next).flatMap(cluster -> {
            if (cluster.isTearingDown()) {
                return Optional.of("the cluster \"" + cluster.id() + "\" is tearing down");
            }
            return Locks.isLocked(cluster) ? Optional.of(locked("adding", next, "to")) : Optional.empty();
        });
    }

    private Optional<String> lockedAgainstUpdate(Resource<MachineSetSpec> next) {
        return next.isTearingDown()
                ? Optional.empty()
                : cluster(next).filter(Locks::isLocked).map(cluster -> locked("updating", next, "on"));
    }

    private static Optional<String> role(Resource<MachineSetSpec> next) {
        return next.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) || next.hasLabel(OmniKeys.ROLE_WORKER)
                ? Optional.empty()
                : Optional.of("machine set must have either \"" + OmniKeys.ROLE_CONTROL_PLANE + "\" or \""
                        + OmniKeys.ROLE_WORKER + "\" label");
    }

    private static Optional<String> name(Resource<MachineSetSpec> next) {
        String cluster = clusterName(next);
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

    private static String locked(String action, Resource<MachineSetSpec> set, String preposition) {
        return action + " machine set \"" + set.id() + "\" " + preposition + " the cluster \"" + clusterName(set)
                + "\" is not allowed: the cluster is locked";
    }

    private Optional<Resource<ClusterSpec>> cluster(Resource<MachineSetSpec> set) {
        return store.get(ResourceTypes.CLUSTERS, clusterName(set));
    }

    private static String clusterName(Resource<MachineSetSpec> set) {
        return set.label(OmniKeys.CLUSTER).orElse("");
    }
}

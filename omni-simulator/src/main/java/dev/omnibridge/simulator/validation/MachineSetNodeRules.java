package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of machine set nodes (resources.md 8). What is not checked is as true to Omni as what is: ids that are no UUIDs and a cluster
 * label that differs from the set's are accepted [live]. Beside what is wrong with labels Omni tells only the first that it finds [live].
 */
final class MachineSetNodeRules implements Rules<MachineSetNodeSpec> {

    private final Store store;
    private final MachineCompatibility compatibility;

    MachineSetNodeRules(Store store) {
        this.store = store;
        this.compatibility = new MachineCompatibility(store);
    }

    @Override
    public ResourceType<MachineSetNodeSpec> type() {
        return ResourceTypes.MACHINE_SET_NODES;
    }

    @Override
    public List<String> onCreate(Resource<MachineSetNodeSpec> next) {
        List<String> problems = new ArrayList<>(LabelRules.missing(next, OmniKeys.CLUSTER, OmniKeys.MACHINE_SET));
        place(next, true)
                .map(reason -> refusal("adding", next, "to", reason))
                .or(() -> compatibility.problem(next.id(), cluster(next)))
                .or(() -> lockedControlPlane(next, next))
                .ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<MachineSetNodeSpec> old, Resource<MachineSetNodeSpec> next) {
        List<String> problems = new ArrayList<>(LabelRules.changed(old, next, OmniKeys.CLUSTER, OmniKeys.MACHINE_SET));
        if (!next.isTearingDown()) {
            // judged by where it is, not by where it should go [live]
            place(old, false)
                    .map(reason -> refusal("updating", old, "on", reason))
                    .or(() -> next.hasLabel(OmniKeys.MACHINE_SET)
                            ? Optional.empty()
                            : Optional.of("missing machine set label"))
                    .or(() -> lockedControlPlane(old, next))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    @Override
    public List<String> onDestroy(Resource<MachineSetNodeSpec> old) {
        boolean isLeavingAnyway = set(old).map(Resource::isTearingDown).orElse(true)
                || cluster(old).map(Resource::isTearingDown).orElse(true);
        if (isLeavingAnyway) {
            return List.of();
        }
        if (old.hasAnnotation(OmniKeys.LOCKED)) {
            return List.of(refusal("removing", old, "from", "machine set node is locked"));
        }
        return cluster(old)
                        .filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED))
                        .isPresent()
                ? List.of(refusal("removing", old, "from", "the cluster \"" + clusterName(old) + "\" is locked"))
                : List.of();
    }

    /** What is wrong with the set and cluster of a node; the first that Omni finds. */
    private Optional<String> place(Resource<MachineSetNodeSpec> node, boolean isNew) {
        Optional<Resource<MachineSetSpec>> set = set(node);
        if (set.isEmpty()) {
            return Optional.of("the machine set does not exist");
        }
        if (set.get().isTearingDown()) {
            return Optional.of("the machine set is tearing down");
        }
        return (isNew ? automated(node) : Optional.<String>empty()).or(() -> inCluster(node));
    }

    private Optional<String> inCluster(Resource<MachineSetNodeSpec> node) {
        Optional<Resource<ClusterSpec>> cluster = cluster(node);
        String named = "the cluster \"" + clusterName(node) + "\" ";
        if (cluster.isEmpty()) {
            return Optional.of(named + "does not exist");
        }
        if (cluster.get().isTearingDown()) {
            return Optional.of(named + "is tearing down");
        }
        return Locks.isLocked(cluster.get()) ? Optional.of(named + "is locked") : Optional.empty();
    }

    /** Nodes of a set with a class come from Omni; a client may only bring one back that is about to leave. */
    private Optional<String> automated(Resource<MachineSetNodeSpec> node) {
        boolean isAutomated =
                set(node).flatMap(set -> AllocationRules.of(set.spec())).isPresent();
        boolean isBroughtBack = node.hasLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER)
                && store.get(ResourceTypes.CLUSTER_MACHINES, node.id())
                        .filter(machine -> !machine.isTearingDown())
                        .isPresent();
        return isAutomated && !isBroughtBack
                ? Optional.of("the machine set is using automated machine allocation")
                : Optional.empty();
    }

    private Optional<String> lockedControlPlane(
            Resource<MachineSetNodeSpec> member, Resource<MachineSetNodeSpec> next) {
        boolean isControlPlane = set(member)
                .filter(set -> set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE))
                .isPresent();
        return next.hasAnnotation(OmniKeys.LOCKED) && isControlPlane
                ? Optional.of("locking controlplanes is not allowed")
                : Optional.empty();
    }

    private static String refusal(String action, Resource<MachineSetNodeSpec> node, String preposition, String reason) {
        return action + " machine set node " + preposition + " the machine set \"" + setName(node)
                + "\" is not allowed: " + reason;
    }

    private Optional<Resource<MachineSetSpec>> set(Resource<MachineSetNodeSpec> node) {
        return store.get(ResourceTypes.MACHINE_SETS, setName(node));
    }

    private Optional<Resource<ClusterSpec>> cluster(Resource<MachineSetNodeSpec> node) {
        return store.get(ResourceTypes.CLUSTERS, clusterName(node));
    }

    private static String setName(Resource<MachineSetNodeSpec> node) {
        return node.label(OmniKeys.MACHINE_SET).orElse("");
    }

    private static String clusterName(Resource<MachineSetNodeSpec> node) {
        return node.label(OmniKeys.CLUSTER).orElse("");
    }
}

package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Machines that leave a list stay in the set until others stand in for them. Omni takes the members of a control plane one by one and
 * waits for the quorum of those that are left, which a control plane of one always has: it would let all of them go although what the
 * list names instead is in use elsewhere, does not exist, or never comes up.
 */
final class Replacements {

    private static final int NAMED_MACHINES = 5;

    private final MachineSetSlice set;
    private final NodePlan plan;

    private Replacements(MachineSetSlice set, NodePlan plan) {
        this.set = set;
        this.plan = plan;
    }

    /** The plan without the removals that come too early. */
    static NodePlan awaited(NodePlan plan, MachineSetObservation observation) {
        List<String> listed =
                Optional.ofNullable(observation.object().getSpec().machines()).orElse(List.of());
        Replacements replacements = new Replacements(observation.omni(), plan);
        return observation.object().getSpec().role() == MachineSetRole.CONTROL_PLANE
                ? replacements.ofControlPlane()
                : replacements.ofWorkers(listed);
    }

    /** A control plane keeps its members until one that stays is ready: whether a new one works shows only then. */
    private NodePlan ofControlPlane() {
        Set<String> leaving = ids(plan.teardowns());
        Set<String> members = set.clusterMachines().stream()
                .filter(member -> !member.isTearingDown())
                .map(Resource::id)
                .collect(Collectors.toSet());
        boolean isOneReady = set.machineStatuses().stream()
                .filter(status -> members.contains(status.id()) && !leaving.contains(status.id()))
                .map(Resource::spec)
                .anyMatch(ClusterMachineStatusSpec::getReady);
        List<Teardown> early = isOneReady
                ? List.of()
                : plan.teardowns().stream()
                        .filter(teardown -> members.contains(teardown.resource().id()))
                        .toList();
        return without(early, "until a machine that stays is a ready member of the control plane");
    }

    /** Workers may all go if the list is empty, but not because nothing else of the list can be bound. */
    private NodePlan ofWorkers(List<String> listed) {
        boolean isEmptied = listed.isEmpty();
        boolean isOneBound = !plan.creates().isEmpty()
                || set.nodes().stream().anyMatch(node -> listed.contains(node.id()) && !node.isTearingDown());
        return without(
                isEmptied || isOneBound ? List.of() : plan.teardowns(), "until one of the listed machines is bound");
    }

    private NodePlan without(List<Teardown> early, String until) {
        if (early.isEmpty()) {
            return plan;
        }
        Set<String> kept = ids(early);
        String named =
                String.join(", ", kept.stream().sorted().limit(NAMED_MACHINES).toList());
        String more = kept.size() > NAMED_MACHINES ? " and " + (kept.size() - NAMED_MACHINES) + " more" : "";
        return plan.keeping(
                early, new Finding(Reason.WAITING_FOR_OMNI, "spec.machines: kept " + until + ": " + named + more));
    }

    private static Set<String> ids(Collection<Teardown> teardowns) {
        return teardowns.stream().map(t -> t.resource().id()).collect(Collectors.toSet());
    }
}

package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.Collection;
import java.util.List;

/** What is inside a machine set in Omni, and whose it is. */
final class MachineSetContents {

    private MachineSetContents() {}

    /** Machines that a teardown of the set would release: members, or nodes where there are more of them, without those on their way out. */
    static int machines(MachineSetSlice set) {
        long members =
                set.clusterMachines().stream().filter(m -> !m.isTearingDown()).count();
        long nodes = set.nodes().stream().filter(n -> !n.isTearingDown()).count();
        return Math.toIntExact(Math.max(members, nodes));
    }

    /** Nodes that neither the holder of the set claims nor Omni made from a class. */
    static List<ForeignPart> foreignNodes(MachineSetSlice set, Owner owner) {
        return set.nodes().stream()
                .filter(node -> !node.isTearingDown() && !isMadeByOmni(node))
                .filter(node -> !(Claim.of(node, owner) instanceof Claim.Ours))
                .map(node -> new ForeignPart(node.reference(), 1, "not claimed"))
                .toList();
    }

    /** Nodes that stay as they are when the set is claimed: those that the spec does not list. */
    static List<ForeignPart> unlistedNodes(MachineSetSlice set, Collection<String> listed) {
        return set.nodes().stream()
                .filter(node -> !node.isTearingDown() && !isMadeByOmni(node) && !listed.contains(node.id()))
                .map(node -> new ForeignPart(node.reference(), 1, "not listed"))
                .toList();
    }

    /** Whether Omni bound the machine by a machine class: such a node is never touched. */
    static boolean isMadeByOmni(Resource<MachineSetNodeSpec> node) {
        return !node.owner().isEmpty() || node.hasLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER);
    }
}

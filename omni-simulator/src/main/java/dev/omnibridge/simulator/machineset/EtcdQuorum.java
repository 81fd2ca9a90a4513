package dev.omnibridge.simulator.machineset;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** Whether the etcd of a cluster works, and still would without one of its machines (resources.md 7, "Behaviour"). */
public final class EtcdQuorum {

    private final List<VirtualMachine> members;
    private final List<String> healthy;

    private EtcdQuorum(List<VirtualMachine> members, List<String> healthy) {
        this.members = members;
        this.healthy = healthy;
    }

    /** Reads etcd's members; healthy are those that run and that Omni holds for connected. */
    public static EtcdQuorum read(Store store, Machines machines, String cluster) {
        List<VirtualMachine> members = store.get(ResourceTypes.CLUSTER_UUIDS, cluster)
                .map(uuid -> machines.etcdMembers(uuid.spec().getUuid()))
                .orElse(List.of());
        List<String> connected =
                store.list(ResourceTypes.CLUSTER_MACHINE_STATUSES, LabelQuery.equal(OmniKeys.CLUSTER, cluster)).stream()
                        .filter(status -> status.hasLabel(OmniKeys.CONNECTED))
                        .map(Resource::id)
                        .toList();
        return new EtcdQuorum(
                members,
                members.stream()
                        .filter(VirtualMachine::isReady)
                        .map(VirtualMachine::id)
                        .filter(connected::contains)
                        .toList());
    }

    /** Whether more than half of the members are healthy. */
    public boolean isHeld() {
        return !members.isEmpty() && healthy.size() >= majority(members.size());
    }

    /** Whether the machine may go: it is no member, or the others keep the quorum which is there now. */
    boolean allowsRemovalOf(String machine) {
        if (members.stream().noneMatch(member -> member.id().equals(machine))) {
            return true;
        }
        int left = healthy.size() - (healthy.contains(machine) ? 1 : 0);
        return isHeld() && left >= majority(members.size() - 1);
    }

    private static int majority(int members) {
        return members / 2 + 1;
    }
}

package dev.omnibridge.simulator.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The etcd of each cluster as it really is: machines that are members, dead ones too, and machines that wait to become one. */
final class EtcdClusters {

    private static final class Etcd {
        private final Map<String, VirtualMachine> members = new TreeMap<>();
        private final Map<String, VirtualMachine> waiting = new TreeMap<>();
    }

    private final Map<String, Etcd> byCluster = new HashMap<>();

    /** Makes the machine a member as soon as its cluster is bootstrapped. */
    void join(VirtualMachine machine, String clusterId) {
        Etcd etcd = byCluster.computeIfAbsent(clusterId, id -> new Etcd());
        if (etcd.members.isEmpty()) {
            etcd.waiting.put(machine.id(), machine);
        } else {
            admit(etcd, machine);
        }
    }

    /** Begins the etcd of a cluster with this machine; those that wait follow. */
    void bootstrap(VirtualMachine first, String clusterId) {
        Etcd etcd = byCluster.computeIfAbsent(clusterId, id -> new Etcd());
        etcd.waiting.remove(first.id());
        admit(etcd, first);
        List<VirtualMachine> waiting = new ArrayList<>(etcd.waiting.values());
        etcd.waiting.clear();
        waiting.forEach(machine -> admit(etcd, machine));
    }

    /** Takes a machine out. */
    void leave(VirtualMachine machine, String clusterId) {
        byCluster.computeIfPresent(clusterId, (id, etcd) -> {
            etcd.members.remove(machine.id());
            etcd.waiting.remove(machine.id());
            return etcd.members.isEmpty() && etcd.waiting.isEmpty() ? null : etcd;
        });
    }

    boolean isMember(VirtualMachine machine, String clusterId) {
        Etcd etcd = byCluster.get(clusterId);
        return etcd != null && etcd.members.containsKey(machine.id());
    }

    /** Members ordered by machine id. */
    List<VirtualMachine> members(String clusterId) {
        Etcd etcd = byCluster.get(clusterId);
        return etcd == null ? List.of() : List.copyOf(etcd.members.values());
    }

    private static void admit(Etcd etcd, VirtualMachine machine) {
        if (etcd.members.put(machine.id(), machine) == null) {
            machine.joinedEtcd();
        }
    }
}

package dev.omnibridge.operator.status;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.view.ClusterSlice;
import dev.omnibridge.operator.view.MachineSetSlice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The machines of a set or of a whole cluster, ordered by id. */
record Machines(List<Machine> list) {

    Machines {
        list = List.copyOf(list);
    }

    static Machines of(MachineSetSlice set) {
        return of(set.omni(), set.nodes(), set.clusterMachines(), set.machineStatuses(), set.pendingUpdates());
    }

    static Machines of(ClusterSlice cluster) {
        return of(
                cluster.omni(),
                cluster.nodes(),
                cluster.clusterMachines(),
                cluster.machineStatuses(),
                cluster.pendingUpdates());
    }

    private static <C extends Message, P extends Message> Machines of(
            OmniSnapshot omni,
            Collection<Resource<MachineSetNodeSpec>> nodes,
            Collection<Resource<C>> clusterMachines,
            Collection<Resource<ClusterMachineStatusSpec>> statuses,
            Collection<Resource<P>> pending) {
        Map<String, Resource<ClusterMachineStatusSpec>> statusById = byId(statuses);
        Map<String, Resource<MachineSetNodeSpec>> bound =
                byId(nodes.stream().filter(node -> !node.isTearingDown()).toList());
        Map<String, Resource<C>> allocated = byId(clusterMachines);
        Map<String, Resource<P>> updates = byId(pending);
        TreeSet<String> ids = new TreeSet<>(bound.keySet());
        ids.addAll(allocated.keySet());
        ids.addAll(statusById.keySet());
        return new Machines(ids.stream()
                .map(id -> new Machine(
                        id,
                        Optional.ofNullable(statusById.get(id)),
                        omni.kind(ResourceTypes.MACHINE_STATUSES).get(id),
                        omni.kind(ResourceTypes.MACHINE_STATUS_SNAPSHOTS)
                                .get(id)
                                .map(Resource::spec),
                        bound.containsKey(id),
                        allocated.containsKey(id),
                        updates.containsKey(id)))
                .toList());
    }

    int count(Predicate<Machine> which) {
        return (int) list.stream().filter(which).count();
    }

    List<Machine> which(Predicate<Machine> which) {
        return list.stream().filter(which).toList();
    }

    /** The first three of some machines, each with what it waits for or fails at. */
    static String named(List<Machine> machines, Function<Machine, String> text) {
        return Words.first(
                machines.stream().map(m -> m.id() + ": " + text.apply(m)).toList(), 3);
    }

    private static <S extends Message> Map<String, Resource<S>> byId(Collection<Resource<S>> resources) {
        return resources.stream().collect(Collectors.toMap(Resource::id, Function.identity()));
    }
}

package dev.omnibridge.simulator.machineset;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine set with everything that carries its label, by machine id.
 *
 * @param set the machine set
 * @param cluster its cluster, if that is still there
 * @param nodes all MachineSetNodes
 * @param machines all ClusterMachines
 * @param statuses all ClusterMachineStatuses
 * @param configs all ClusterMachineConfigStatuses that have labels
 * @param pending all MachinePendingUpdates
 */
record MachineSetView(
        Resource<MachineSetSpec> set,
        Optional<Resource<ClusterSpec>> cluster,
        SequencedMap<String, Resource<MachineSetNodeSpec>> nodes,
        SequencedMap<String, Resource<ClusterMachineSpec>> machines,
        SequencedMap<String, Resource<ClusterMachineStatusSpec>> statuses,
        SequencedMap<String, Resource<ClusterMachineConfigStatusSpec>> configs,
        SequencedMap<String, Resource<MachinePendingUpdatesSpec>> pending) {

    static MachineSetView read(Store store, Resource<MachineSetSpec> set) {
        return new MachineSetView(
                set,
                set.label(OmniKeys.CLUSTER).flatMap(id -> store.get(ResourceTypes.CLUSTERS, id)),
                ofSet(store, ResourceTypes.MACHINE_SET_NODES, set.id()),
                ofSet(store, ResourceTypes.CLUSTER_MACHINES, set.id()),
                ofSet(store, ResourceTypes.CLUSTER_MACHINE_STATUSES, set.id()),
                ofSet(store, ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, set.id()),
                ofSet(store, ResourceTypes.MACHINE_PENDING_UPDATES, set.id()));
    }

    boolean isControlPlane() {
        return set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
    }

    String clusterName() {
        return set.label(OmniKeys.CLUSTER).orElse("");
    }

    /** Allocation by class; the deprecated field wins where both are set. */
    Optional<MachineAllocation> allocation() {
        if (set.spec().hasMachineClass()) {
            return Optional.of(set.spec().getMachineClass());
        }
        return set.spec().hasMachineAllocation() ? Optional.of(set.spec().getMachineAllocation()) : Optional.empty();
    }

    /** Nodes that still ask for a machine. */
    SequencedMap<String, Resource<MachineSetNodeSpec>> runningNodes() {
        return filtered(nodes, false);
    }

    /** Machines on their way out. */
    SequencedMap<String, Resource<ClusterMachineSpec>> leavingMachines() {
        return filtered(machines, true);
    }

    /** Machines whose node is gone, and that are not on their way out yet. */
    SequencedMap<String, Resource<ClusterMachineSpec>> surplusMachines() {
        SequencedMap<String, Resource<ClusterMachineSpec>> surplus = filtered(machines, false);
        surplus.keySet().removeAll(nodes.keySet());
        return surplus;
    }

    /** Whether the machine runs and Talos is ready. */
    boolean isHealthy(String machine) {
        return Optional.ofNullable(statuses.get(machine))
                .map(Resource::spec)
                .filter(status -> status.getStage() == ClusterMachineStatusSpec.Stage.RUNNING && status.getReady())
                .isPresent();
    }

    private static <S extends Message> SequencedMap<String, Resource<S>> filtered(
            Map<String, Resource<S>> resources, boolean tearingDown) {
        return byId(resources.values().stream().filter(resource -> resource.isTearingDown() == tearingDown));
    }

    private static <S extends Message> SequencedMap<String, Resource<S>> ofSet(
            Store store, ResourceType<S> type, String set) {
        return byId(store.list(type, LabelQuery.equal(OmniKeys.MACHINE_SET, set)).stream());
    }

    private static <S extends Message> SequencedMap<String, Resource<S>> byId(Stream<Resource<S>> resources) {
        return resources.collect(Collectors.toMap(Resource::id, r -> r, (a, b) -> a, TreeMap::new));
    }
}

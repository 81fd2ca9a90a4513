package dev.omnibridge.operator.view;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Collection;
import java.util.Optional;

/**
 * Everything a snapshot of Omni holds about one machine set.
 *
 * @param id id of the set in Omni, {@code <cluster>-<name>}
 * @param omni the snapshot it is cut from
 */
public record MachineSetSlice(String id, OmniSnapshot omni) {

    /** The set as declared. */
    public Optional<Resource<MachineSetSpec>> machineSet() {
        return omni.kind(ResourceTypes.MACHINE_SETS).get(id);
    }

    public Optional<Resource<MachineSetStatusSpec>> status() {
        return omni.kind(ResourceTypes.MACHINE_SET_STATUSES).get(id);
    }

    /** Its nodes (bindings of machines), ordered by machine id. */
    public Collection<Resource<MachineSetNodeSpec>> nodes() {
        return labelled(ResourceTypes.MACHINE_SET_NODES);
    }

    /** Machines that are in the cluster through this set, those on their way out included. */
    public Collection<Resource<ClusterMachineSpec>> clusterMachines() {
        return labelled(ResourceTypes.CLUSTER_MACHINES);
    }

    public Collection<Resource<ClusterMachineStatusSpec>> machineStatuses() {
        return labelled(ResourceTypes.CLUSTER_MACHINE_STATUSES);
    }

    public Collection<Resource<MachinePendingUpdatesSpec>> pendingUpdates() {
        return labelled(ResourceTypes.MACHINE_PENDING_UPDATES);
    }

    private <S extends Message> Collection<Resource<S>> labelled(ResourceType<S> type) {
        return omni.kind(type).byIndex(MirroredKind.BY_MACHINE_SET, id);
    }
}

package dev.omnibridge.operator.view;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerStatusSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Collection;
import java.util.Optional;

/**
 * Everything a snapshot of Omni holds about one cluster.
 *
 * @param name id of the cluster in Omni
 * @param omni the snapshot it is cut from
 */
public record ClusterSlice(String name, OmniSnapshot omni) {

    /** The cluster as declared. */
    public Optional<Resource<ClusterSpec>> cluster() {
        return one(ResourceTypes.CLUSTERS);
    }

    public Optional<Resource<ClusterStatusSpec>> status() {
        return one(ResourceTypes.CLUSTER_STATUSES);
    }

    /** Identity of this incarnation of the cluster; another one means it was made anew. */
    public Optional<String> uuid() {
        return one(ResourceTypes.CLUSTER_UUIDS).map(Resource::spec).map(ClusterUUIDSpec::getUuid);
    }

    public Optional<ClusterBootstrapStatusSpec> bootstrapStatus() {
        return one(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES).map(Resource::spec);
    }

    public Optional<LoadBalancerStatusSpec> loadBalancer() {
        return one(ResourceTypes.LOAD_BALANCER_STATUSES).map(Resource::spec);
    }

    /** By id: this kind carries no cluster label since Omni 1.6. */
    public Optional<TalosUpgradeStatusSpec> talosUpgrade() {
        return one(ResourceTypes.TALOS_UPGRADE_STATUSES).map(Resource::spec);
    }

    /** By id: this kind gets its cluster label late. */
    public Optional<KubernetesUpgradeStatusSpec> kubernetesUpgrade() {
        return one(ResourceTypes.KUBERNETES_UPGRADE_STATUSES).map(Resource::spec);
    }

    /** The cluster's machine sets, ordered by id. */
    public Collection<Resource<MachineSetSpec>> machineSets() {
        return labelled(ResourceTypes.MACHINE_SETS);
    }

    public Collection<Resource<MachineSetStatusSpec>> machineSetStatuses() {
        return labelled(ResourceTypes.MACHINE_SET_STATUSES);
    }

    public Collection<Resource<MachineSetNodeSpec>> nodes() {
        return labelled(ResourceTypes.MACHINE_SET_NODES);
    }

    public Collection<Resource<ClusterMachineSpec>> clusterMachines() {
        return labelled(ResourceTypes.CLUSTER_MACHINES);
    }

    public Collection<Resource<ClusterMachineStatusSpec>> machineStatuses() {
        return labelled(ResourceTypes.CLUSTER_MACHINE_STATUSES);
    }

    public Collection<Resource<MachinePendingUpdatesSpec>> pendingUpdates() {
        return labelled(ResourceTypes.MACHINE_PENDING_UPDATES);
    }

    private <S extends Message> Optional<Resource<S>> one(ResourceType<S> type) {
        return omni.kind(type).get(name);
    }

    private <S extends Message> Collection<Resource<S>> labelled(ResourceType<S> type) {
        KindSnapshot<S> kind = omni.kind(type);
        return kind.byIndex(MirroredKind.BY_CLUSTER, name);
    }
}

package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.machineset.EtcdQuorum;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** The Kubernetes of a cluster as it really is. */
public final class KubernetesApi {

    private final Store store;
    private final Machines machines;

    /** The Kubernetes of all clusters. */
    public KubernetesApi(Store store, Machines machines) {
        this.store = store;
        this.machines = machines;
    }

    /** Whether etcd has its quorum and a control plane's kube-apiserver answers through a connected link. */
    public boolean answers(String cluster) {
        return hasEtcd(cluster)
                && members(cluster).stream()
                        .filter(status -> status.hasLabel(OmniKeys.CONNECTED))
                        .flatMap(status -> machines.find(status.id()).stream())
                        .anyMatch(VirtualMachine::apiServerAnswers);
    }

    /** Whether etcd has its quorum and one of its healthy members can be asked. */
    public boolean hasEtcd(String cluster) {
        return EtcdQuorum.read(store, machines, cluster).isHeld();
    }

    /** Statuses of all machines in the cluster, ordered by id. */
    public List<Resource<ClusterMachineStatusSpec>> members(String cluster) {
        return store.list(ResourceTypes.CLUSTER_MACHINE_STATUSES, LabelQuery.equal(OmniKeys.CLUSTER, cluster));
    }

    /** The machines of the cluster that have joined Kubernetes as nodes, ordered by id. */
    public List<VirtualMachine> nodes(String cluster) {
        return members(cluster).stream()
                .flatMap(status -> machines.find(status.id()).stream())
                .filter(machine -> machine.isSettled()
                        && machine.config()
                                .filter(config -> config.cluster().equals(cluster))
                                .isPresent())
                .toList();
    }
}

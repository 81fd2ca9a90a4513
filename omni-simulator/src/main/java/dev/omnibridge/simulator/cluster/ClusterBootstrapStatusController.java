package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Bootstraps etcd on a control plane once one is up, and remembers that; a cluster that loses its control plane set starts over. */
final class ClusterBootstrapStatusController extends Transform<ClusterStatusSpec, ClusterBootstrapStatusSpec> {

    private final KubernetesApi kubernetes;

    ClusterBootstrapStatusController(Store store, KubernetesApi kubernetes) {
        super(
                store,
                "ClusterBootstrapStatusController",
                ResourceTypes.CLUSTER_STATUSES,
                ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES,
                List.of(
                        Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
                        Input.byId(ResourceTypes.CLUSTER_ENDPOINTS)));
        this.kubernetes = kubernetes;
    }

    @Override
    protected Requeue transform(Resource<ClusterStatusSpec> status) {
        String cluster = status.id();
        boolean hasControlPlane = store.get(ResourceTypes.MACHINE_SETS, cluster + "-control-planes")
                .filter(set -> !set.isTearingDown())
                .isPresent();
        boolean wasBootstrapped = store.get(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES, cluster)
                .filter(known -> known.spec().getBootstrapped())
                .isPresent();
        boolean isBootstrapped = hasControlPlane && (wasBootstrapped || bootstrap(status));
        write(
                cluster,
                output -> output.withSpec(ClusterBootstrapStatusSpec.newBuilder()
                        .setBootstrapped(isBootstrapped)
                        .build()));
        return Requeue.onEvent();
    }

    /** Refused by machines that are not up yet; their next change brings the cluster back here. */
    private boolean bootstrap(Resource<ClusterStatusSpec> status) {
        return status.spec().getAvailable()
                && status.spec().getHasConnectedControlPlanes()
                && store.get(ResourceTypes.CLUSTER_ENDPOINTS, status.id())
                        .filter(endpoint -> endpoint.spec().getManagementAddressesCount() > 0)
                        .isPresent()
                && kubernetes.nodes(status.id()).stream()
                        .filter(VirtualMachine::isReachable)
                        .anyMatch(VirtualMachine::bootstrap);
    }
}

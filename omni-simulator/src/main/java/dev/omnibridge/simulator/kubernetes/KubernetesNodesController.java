package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterKubernetesNodesSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineIdentitySpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.proto.specs.KubernetesNodeAuditResultSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Names the nodes that a cluster should have, by which Omni finds those that should be gone; in the simulator there are none of these. */
final class KubernetesNodesController extends Transform<ClusterUUIDSpec, ClusterKubernetesNodesSpec> {

    private static final String AUDIT = "KubernetesNodeAuditController";

    KubernetesNodesController(Store store) {
        super(
                store,
                "ClusterKubernetesNodesController",
                ResourceTypes.CLUSTER_UUIDS,
                ResourceTypes.CLUSTER_KUBERNETES_NODES,
                List.<Input<?>>of(Input.byLabel(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, OmniKeys.CLUSTER)));
    }

    @Override
    protected Requeue transform(Resource<ClusterUUIDSpec> cluster) {
        List<String> names = store
                .list(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()))
                .stream()
                .map(Resource::spec)
                .map(ClusterMachineIdentitySpec::getNodename)
                .sorted()
                .toList();
        write(
                cluster.id(),
                nodes -> nodes.withSpec(ClusterKubernetesNodesSpec.newBuilder()
                        .addAllNodes(names)
                        .build()));
        if (!names.isEmpty()) {
            store.modify(
                    AUDIT,
                    ResourceTypes.KUBERNETES_NODE_AUDIT_RESULTS,
                    cluster.id(),
                    result -> result.withSpec(KubernetesNodeAuditResultSpec.getDefaultInstance()));
        }
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterUUIDSpec> cluster) {
        return Outputs.remove(store, AUDIT, ResourceTypes.KUBERNETES_NODE_AUDIT_RESULTS, cluster.id());
    }
}

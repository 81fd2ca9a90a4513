package dev.omnibridge.simulator.cluster;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;

/** Omni's {@code ClusterController}: takes a cluster apart, each step after the one before (status-and-lifecycle.md 4.9). */
final class ClusterCleanupController extends Holding<ClusterSpec> {

    static final String NAME = "ClusterController";

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTERS),
            Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.CONFIG_PATCHES, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.KUBERNETES_MANIFEST_GROUPS, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.EXTENSIONS_CONFIGURATIONS, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.KUBERNETES_HEALTH_CHECKS, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINE_CONFIG_PATCHES, OmniKeys.CLUSTER),
            Input.byLabel(InternalTypes.CLUSTER_MACHINE_CONFIGS, OmniKeys.CLUSTER));

    ClusterCleanupController(Store store) {
        super(store, NAME, ResourceTypes.CLUSTERS, INPUTS);
    }

    @Override
    protected boolean isDone(Resource<ClusterSpec> cluster) {
        return areGone(cluster, OmniKeys.ROLE_WORKER)
                && areGone(cluster, OmniKeys.ROLE_CONTROL_PLANE)
                && Outputs.tearDownAll(store, of(cluster, ResourceTypes.CONFIG_PATCHES))
                && Outputs.tearDownAll(store, of(cluster, ResourceTypes.KUBERNETES_MANIFEST_GROUPS))
                && Outputs.tearDownAll(store, of(cluster, ResourceTypes.EXTENSIONS_CONFIGURATIONS))
                && Outputs.tearDownAll(store, of(cluster, ResourceTypes.KUBERNETES_HEALTH_CHECKS))
                && of(cluster, ResourceTypes.CLUSTER_MACHINES).isEmpty()
                && of(cluster, ResourceTypes.CLUSTER_MACHINE_CONFIG_PATCHES).isEmpty()
                && of(cluster, InternalTypes.CLUSTER_MACHINE_CONFIGS).isEmpty();
    }

    private boolean areGone(Resource<ClusterSpec> cluster, String role) {
        return Outputs.tearDownAll(
                store,
                of(cluster, ResourceTypes.MACHINE_SETS).stream()
                        .filter(set -> set.hasLabel(role))
                        .toList());
    }

    private <S extends Message> List<Resource<S>> of(Resource<ClusterSpec> cluster, ResourceType<S> type) {
        return store.list(type, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()));
    }
}

package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.DestroyStatusSpec;
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
import java.util.Set;

/** Says of a cluster that is deleted how many sets and machines are left; goes when only ClusterStatusController still holds the cluster. */
final class ClusterDestroyStatusController extends Transform<ClusterSpec, DestroyStatusSpec> {

    private static final String NAME = "ClusterDestroyStatusController";

    ClusterDestroyStatusController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.CLUSTERS,
                ResourceTypes.CLUSTER_DESTROY_STATUSES,
                List.of(
                        Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER)));
    }

    @Override
    protected boolean outlivesTeardown(Resource<ClusterSpec> cluster) {
        return !Outputs.isHeldOnlyBy(cluster, Set.of(NAME, "ClusterStatusController"));
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        if (cluster.isTearingDown()) {
            LabelQuery inCluster = LabelQuery.equal(OmniKeys.CLUSTER, cluster.id());
            int sets = store.list(ResourceTypes.MACHINE_SETS, inCluster).size();
            int machines = store.list(ResourceTypes.CLUSTER_MACHINES, inCluster).size();
            String phase = "Destroying: %d machine %s, %d %s"
                    .formatted(sets, sets == 1 ? "set" : "sets", machines, machines == 1 ? "machine" : "machines");
            write(
                    cluster.id(),
                    status -> status.withSpec(
                            DestroyStatusSpec.newBuilder().setPhase(phase).build()));
        }
        return Requeue.onEvent();
    }
}

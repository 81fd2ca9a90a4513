package dev.omnibridge.simulator.cluster;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A controller that derives one small resource from a cluster, and removes it on the cluster's teardown.
 *
 * @param <O> spec of what it derives
 */
final class ClusterFacts<O extends Message> extends Transform<ClusterSpec, O> {

    private final BiFunction<Resource<ClusterSpec>, Resource<O>, Resource<O>> derive;
    private final Predicate<Resource<ClusterSpec>> mayGo;

    /**
     * The controller.
     *
     * @param derive from the cluster and the resource as it is to the resource as it should be
     * @param mayGo whether a tearing down cluster may lose the resource
     */
    ClusterFacts(
            Store store,
            String name,
            ResourceType<O> type,
            List<Input<?>> more,
            BiFunction<Resource<ClusterSpec>, Resource<O>, Resource<O>> derive,
            Predicate<Resource<ClusterSpec>> mayGo) {
        super(store, name, ResourceTypes.CLUSTERS, type, more);
        this.derive = derive;
        this.mayGo = mayGo;
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        write(cluster.id(), resource -> derive.apply(cluster, resource));
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterSpec> cluster) {
        return mayGo.test(cluster);
    }
}

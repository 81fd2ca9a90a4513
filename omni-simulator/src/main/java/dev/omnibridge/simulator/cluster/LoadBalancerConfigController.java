package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerConfigSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Gives each cluster a load balancer in front of its control planes; it is there as long as the cluster is, and a moment longer. */
final class LoadBalancerConfigController implements Controller {

    private static final String API_SERVER_PORT = "6443";
    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTERS),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER));

    private final Store store;

    LoadBalancerConfigController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "ClusterLoadBalancerController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        if (store.get(ResourceTypes.CLUSTERS, key).isEmpty()) {
            Outputs.remove(store, name(), ResourceTypes.LOAD_BALANCER_CONFIGS, key);
        } else {
            store.modify(
                    name(),
                    ResourceTypes.LOAD_BALANCER_CONFIGS,
                    key,
                    config -> config.withSpec(LoadBalancerConfigSpec.newBuilder()
                            .setBindPort(API_SERVER_PORT)
                            .addAllEndpoints(controlPlanes(store, key).stream()
                                    .map(address -> "[" + address + "]:" + API_SERVER_PORT)
                                    .toList())
                            .build()));
        }
        return Requeue.onEvent();
    }

    /** SideroLink addresses of the cluster's control planes. */
    static List<String> controlPlanes(Store store, String cluster) {
        return store.list(ResourceTypes.CLUSTER_MACHINE_STATUSES, LabelQuery.equal(OmniKeys.CLUSTER, cluster)).stream()
                .filter(status -> status.hasLabel(OmniKeys.ROLE_CONTROL_PLANE))
                .map(Resource::spec)
                .map(ClusterMachineStatusSpec::getManagementAddress)
                .filter(address -> !address.isEmpty())
                .toList();
    }
}

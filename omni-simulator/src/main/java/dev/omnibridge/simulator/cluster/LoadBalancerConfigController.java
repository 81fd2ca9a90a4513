package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerConfigSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineIdentity;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives each cluster a load balancer in front of its control planes; it is there as long as the cluster is, and a moment longer. */
final class LoadBalancerConfigController implements Controller {

    private static final String API_SERVER_PORT = "6443";
    /** The first port that is bound for a load balancer; the next cluster gets the next that is free. */
    private static final int FIRST_PORT = 10_000;

    private static final List<Input<?>> INPUTS =
            List.of(Input.byId(ResourceTypes.CLUSTERS), Input.byId(ResourceTypes.CLUSTER_ENDPOINTS));

    private final Store store;
    private final Map<String, Integer> ports = new HashMap<>();
    private final BitSet taken = new BitSet();

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
            Optional.ofNullable(ports.remove(key)).ifPresent(taken::clear);
        } else {
            int port = ports.computeIfAbsent(key, this::freePort);
            store.modify(
                    name(),
                    ResourceTypes.LOAD_BALANCER_CONFIGS,
                    key,
                    config -> config.withSpec(LoadBalancerConfigSpec.newBuilder()
                            .setBindPort(String.valueOf(port))
                            .setSiderolinkEndpoint("https://[" + MachineIdentity.SUBNET + "::1]:" + port)
                            .addAllEndpoints(endpoints(key))
                            .build()));
        }
        return Requeue.onEvent();
    }

    /** A port that is in a config already, as after a restored backup, stays. */
    private int freePort(String cluster) {
        int port = store.get(ResourceTypes.LOAD_BALANCER_CONFIGS, cluster)
                .map(config -> Integer.parseInt(config.spec().getBindPort()))
                .orElseGet(() -> taken.nextClearBit(FIRST_PORT));
        taken.set(port);
        return port;
    }

    /** None any more once the cluster begins to go. */
    private List<String> endpoints(String cluster) {
        return store.get(ResourceTypes.CLUSTER_ENDPOINTS, cluster)
                .map(endpoint -> endpoint.spec().getManagementAddressesList().stream()
                        .map(address -> "[" + address + "]:" + API_SERVER_PORT)
                        .toList())
                .orElse(List.of());
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

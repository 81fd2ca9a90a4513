package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.DiscoveryAffiliateDeleteTaskSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a machine that is wiped out of Kubernetes and of the discovery service, which takes a while. */
final class ClusterMachineTeardownController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(Input.byId(ResourceTypes.CLUSTER_MACHINES));
    private static final Set<String> LAST = Set.of(Finalizers.TEARDOWN, Finalizers.STATUS, Finalizers.ENCRYPTION_KEY);

    private final World world;
    private final Store store;
    private final Duration duration;
    private final Map<String, Instant> begun = new HashMap<>();

    ClusterMachineTeardownController(World world, Duration duration) {
        this.world = world;
        this.store = world.store();
        this.duration = duration;
    }

    @Override
    public String name() {
        return Finalizers.TEARDOWN;
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        return store.get(ResourceTypes.CLUSTER_MACHINES, key)
                .map(machine -> reconcile(key, machine))
                .orElse(Requeue.onEvent());
    }

    private Requeue reconcile(String key, Resource<?> machine) {
        if (!machine.isTearingDown()) {
            store.addFinalizer(ResourceTypes.CLUSTER_MACHINES, key, name());
        } else if (machine.finalizers().contains(name()) && Outputs.isHeldOnlyBy(machine, LAST)) {
            Instant now = world.now();
            Duration left = duration.minus(Duration.between(begun.computeIfAbsent(key, k -> now), now));
            if (left.isPositive()) {
                return Requeue.after(left);
            }
            begun.remove(key);
            leaveDiscovery(machine);
            store.removeFinalizer(ResourceTypes.CLUSTER_MACHINES, key, name());
        }
        return Requeue.onEvent();
    }

    /** The discovery service is told to forget the node; not where the whole cluster goes. */
    private void leaveDiscovery(Resource<?> machine) {
        String cluster = machine.label(OmniKeys.CLUSTER).orElse("");
        boolean clusterStays = store.get(ResourceTypes.CLUSTERS, cluster)
                .filter(known -> !known.isTearingDown())
                .isPresent();
        store.get(ResourceTypes.CLUSTER_MACHINE_IDENTITIES, machine.id())
                .filter(identity -> clusterStays)
                .ifPresent(identity -> store.modify(
                        name(),
                        UpkeepKinds.DISCOVERY_AFFILIATE_DELETE_TASKS,
                        identity.spec().getNodeIdentity(),
                        task -> Outputs.withLabels(task, identity.labels())
                                .withLabel(OmniKeys.CLUSTER_MACHINE, machine.id())
                                .withSpec(DiscoveryAffiliateDeleteTaskSpec.newBuilder()
                                        .setClusterId(Base64.getEncoder()
                                                .encodeToString(Sha256.bytes("discovery of " + cluster)))
                                        .setDiscoveryServiceEndpoint(
                                                identity.spec().getDiscoveryServiceEndpoint())
                                        .addAllDiscoveryServiceEndpoints(
                                                identity.spec().getDiscoveryServiceEndpointsList())
                                        .build())));
    }
}

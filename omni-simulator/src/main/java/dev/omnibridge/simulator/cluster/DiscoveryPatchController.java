package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineIdentity;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Patches the machines of clusters that use Omni's own discovery service, by {@code 950-discovery-service-<cluster>}. */
final class DiscoveryPatchController implements Controller {

    private static final String SYSTEM = OmniKeys.PREFIX + "system-patch";
    private static final ConfigPatchSpec PATCH = ConfigPatchSpec.newBuilder()
            .setData("""
                    cluster:
                      discovery:
                        registries:
                          service:
                            endpoint: http://[%s::1]:8093
                    """.formatted(MachineIdentity.SUBNET))
            .build();

    private static final List<Input<?>> INPUTS = List.of(Input.byId(ResourceTypes.CLUSTER_STATUSES));

    private final Store store;

    DiscoveryPatchController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "DiscoveryServiceConfigPatchController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(ResourceTypes.CLUSTER_STATUSES, key).ifPresent(this::reconcile);
        return Requeue.onEvent();
    }

    private void reconcile(Resource<ClusterStatusSpec> cluster) {
        String patch = "950-discovery-service-" + cluster.id();
        if (cluster.isTearingDown()) {
            if (Outputs.remove(store, name(), ResourceTypes.CONFIG_PATCHES, patch)) {
                store.removeFinalizer(ResourceTypes.CLUSTER_STATUSES, cluster.id(), name());
            }
            return;
        }
        store.addFinalizer(ResourceTypes.CLUSTER_STATUSES, cluster.id(), name());
        if (cluster.spec().getUseEmbeddedDiscoveryService()) {
            store.modify(
                    name(),
                    ResourceTypes.CONFIG_PATCHES,
                    patch,
                    output -> output.withLabel(OmniKeys.CLUSTER, cluster.id())
                            .withLabel(SYSTEM, "")
                            .withSpec(PATCH));
        } else {
            Outputs.remove(store, name(), ResourceTypes.CONFIG_PATCHES, patch);
        }
    }
}

package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineIdentity;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;

/** Patches the machines of clusters that use Omni's own discovery service, by {@code 950-discovery-service-<cluster>}. */
final class DiscoveryPatchController extends Holding<ClusterStatusSpec> {

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

    DiscoveryPatchController(Store store) {
        super(store, "DiscoveryServiceConfigPatchController", ResourceTypes.CLUSTER_STATUSES, INPUTS);
    }

    @Override
    protected void held(Resource<ClusterStatusSpec> cluster) {
        if (cluster.spec().getUseEmbeddedDiscoveryService()) {
            store.modify(
                    name(),
                    ResourceTypes.CONFIG_PATCHES,
                    patch(cluster),
                    output -> output.withLabel(OmniKeys.CLUSTER, cluster.id())
                            .withLabel(SYSTEM, "")
                            .withSpec(PATCH));
        } else {
            Outputs.remove(store, name(), ResourceTypes.CONFIG_PATCHES, patch(cluster));
        }
    }

    @Override
    protected boolean isDone(Resource<ClusterStatusSpec> cluster) {
        return Outputs.remove(store, name(), ResourceTypes.CONFIG_PATCHES, patch(cluster));
    }

    private static String patch(Resource<ClusterStatusSpec> cluster) {
        return "950-discovery-service-" + cluster.id();
    }
}

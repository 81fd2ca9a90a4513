package dev.omnibridge.simulator.clustermachine;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;

/** Takes the patches and extensions of a machine in a cluster away when it leaves the cluster (resources.md 21). */
final class ClusterMachineCleanupController extends Holding<ClusterMachineSpec> {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTER_MACHINES),
            Input.byLabel(ResourceTypes.CONFIG_PATCHES, OmniKeys.CLUSTER_MACHINE),
            Input.byLabel(ResourceTypes.EXTENSIONS_CONFIGURATIONS, OmniKeys.CLUSTER_MACHINE));

    ClusterMachineCleanupController(Store store) {
        super(store, Finalizers.CLEANUP, ResourceTypes.CLUSTER_MACHINES, INPUTS);
    }

    @Override
    protected boolean isDone(Resource<ClusterMachineSpec> machine) {
        return isGone(machine, ResourceTypes.CONFIG_PATCHES)
                && isGone(machine, ResourceTypes.EXTENSIONS_CONFIGURATIONS);
    }

    private <S extends Message> boolean isGone(Resource<ClusterMachineSpec> machine, ResourceType<S> type) {
        String cluster = machine.label(OmniKeys.CLUSTER).orElse("");
        return Outputs.tearDownAll(
                store,
                store.list(type, LabelQuery.equal(OmniKeys.CLUSTER_MACHINE, machine.id())).stream()
                        .filter(resource -> resource.label(OmniKeys.CLUSTER)
                                .filter(cluster::equals)
                                .isPresent())
                        .toList());
    }
}

package dev.omnibridge.simulator.machineset;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
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
import java.util.Optional;

/**
 * Takes away what users declared inside a set that is removed: its manual nodes, then its extensions, then its patches (resources.md 21).
 * Nodes made from a class are left to the controller that made them.
 */
final class MachineSetCleanupController extends Holding<MachineSetSpec> {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.MACHINE_SETS),
            Input.byLabel(ResourceTypes.MACHINE_SET_NODES, OmniKeys.MACHINE_SET),
            Input.byLabel(ResourceTypes.EXTENSIONS_CONFIGURATIONS, OmniKeys.MACHINE_SET),
            Input.byLabel(ResourceTypes.CONFIG_PATCHES, OmniKeys.MACHINE_SET));

    MachineSetCleanupController(Store store) {
        super(store, "MachineSetController", ResourceTypes.MACHINE_SETS, INPUTS);
    }

    @Override
    protected boolean isDone(Resource<MachineSetSpec> set) {
        return Outputs.tearDownAll(store, manualNodes(set))
                && Outputs.tearDownAll(store, ofSet(set, ResourceTypes.EXTENSIONS_CONFIGURATIONS))
                && Outputs.tearDownAll(store, ofSet(set, ResourceTypes.CONFIG_PATCHES));
    }

    private List<Resource<MachineSetNodeSpec>> manualNodes(Resource<MachineSetSpec> set) {
        return store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id())).stream()
                .filter(node -> !node.hasLabel(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER))
                .toList();
    }

    private <S extends Message> List<Resource<S>> ofSet(Resource<MachineSetSpec> set, ResourceType<S> type) {
        Optional<String> cluster = set.label(OmniKeys.CLUSTER);
        return store.list(type, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id())).stream()
                .filter(resource -> resource.label(OmniKeys.CLUSTER).equals(cluster))
                .toList();
    }
}

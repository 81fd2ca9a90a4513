package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.MachineStatusLabelsSpec;
import dev.omnibridge.omni.proto.specs.NodeUniqueTokenStatusSpec;
import dev.omnibridge.omni.proto.specs.NodeUniqueTokenStatusSpec.State;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Every machine here gets a token of its own when it joins, and keeps it over a restart once Talos is installed. */
final class NodeUniqueTokenStatusController extends Transform<MachineStatusLabelsSpec, NodeUniqueTokenStatusSpec> {

    private static final String TALOS_VERSION = OmniKeys.PREFIX + "talos-version";

    NodeUniqueTokenStatusController(Store store) {
        super(
                store,
                "NodeUniqueTokenStatusController",
                ResourceTypes.MACHINE_STATUS_LABELS,
                JoiningKinds.NODE_UNIQUE_TOKEN_STATUSES,
                List.of());
    }

    @Override
    protected Requeue transform(Resource<MachineStatusLabelsSpec> labels) {
        // a machine whose version is not known yet keeps what was known of it
        write(
                labels.id(),
                output -> labels.hasLabel(TALOS_VERSION)
                        ? output.withSpec(NodeUniqueTokenStatusSpec.newBuilder()
                                .setState(labels.hasLabel(OmniKeys.INSTALLED) ? State.PERSISTENT : State.EPHEMERAL)
                                .build())
                        : output);
        return Requeue.onEvent();
    }
}

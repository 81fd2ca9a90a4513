package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineStatusLabelsSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Mirrors the labels of MachineStatuses, so that who needs only labels isn't woken by each poll. */
final class MachineStatusLabelsController extends Transform<MachineStatusSpec, MachineStatusLabelsSpec> {

    MachineStatusLabelsController(Store store) {
        super(
                store,
                "LabelsExtractor[" + ResourceTypes.MACHINE_STATUSES.name() + "]",
                ResourceTypes.MACHINE_STATUSES,
                ResourceTypes.MACHINE_STATUS_LABELS,
                List.of());
    }

    /** Sets know that they are short of a machine before they see that it is theirs (omni/recorded/timeline-scale-up.txt). */
    @Override
    public int slowness() {
        return 2;
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> status) {
        write(status.id(), labels -> Outputs.withLabels(labels, status.labels()));
        return Requeue.onEvent();
    }
}

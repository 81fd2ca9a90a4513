package dev.omnibridge.simulator.machineset;

import dev.omnibridge.omni.proto.specs.DestroyStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Set;

/** Says of a set that is removed how many machines it still has. */
final class MachineSetDestroyStatusController extends Transform<MachineSetSpec, DestroyStatusSpec> {

    private static final String NAME = "MachineSetDestroyStatusController";

    MachineSetDestroyStatusController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.MACHINE_SETS,
                ResourceTypes.MACHINE_SET_DESTROY_STATUSES,
                List.<Input<?>>of(Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.MACHINE_SET)));
    }

    @Override
    protected boolean outlivesTeardown(Resource<MachineSetSpec> set) {
        return !Outputs.isHeldOnlyBy(set, Set.of(NAME));
    }

    @Override
    protected Requeue transform(Resource<MachineSetSpec> set) {
        if (set.isTearingDown()) {
            int machines = store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()))
                    .size();
            String phase = "Destroying: " + machines + (machines == 1 ? " machine" : " machines");
            write(
                    set.id(),
                    status -> status.withSpec(
                            DestroyStatusSpec.newBuilder().setPhase(phase).build()));
        }
        return Requeue.onEvent();
    }
}

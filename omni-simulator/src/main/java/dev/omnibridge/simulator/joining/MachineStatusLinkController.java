package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.MachineStatusLinkSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;

/**
 * Keeps what people see of a machine at a glance: its status, labels and last event, while its link is there. It is the last to let go of
 * a link. Bytes sent and received are not counted here.
 */
final class MachineStatusLinkController extends Holding<SiderolinkSpec> {

    private static final String NAME = "MachineStatusLinkController";
    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.LINKS),
            Input.byId(ResourceTypes.MACHINE_STATUSES),
            Input.byId(ResourceTypes.MACHINE_STATUS_SNAPSHOTS));

    MachineStatusLinkController(Store store) {
        super(store, NAME, ResourceTypes.LINKS, INPUTS);
    }

    @Override
    protected void held(Resource<SiderolinkSpec> link) {
        store.get(ResourceTypes.MACHINE_STATUSES, link.id())
                .filter(machine -> !machine.isTearingDown())
                .ifPresent(this::write);
    }

    @Override
    protected boolean isDone(Resource<SiderolinkSpec> link) {
        store.modify(
                NAME,
                JoiningKinds.MACHINE_STATUS_LINKS,
                link.id(),
                output -> Outputs.withLabels(output, link.labels())
                        .withSpec(output.spec().toBuilder().setTearingDown(true).build()));
        return link.finalizers().size() == 1
                && Outputs.remove(store, NAME, JoiningKinds.MACHINE_STATUS_LINKS, link.id());
    }

    private void write(Resource<MachineStatusSpec> machine) {
        MachineStatusLinkSpec.Builder spec = MachineStatusLinkSpec.newBuilder()
                .setMessageStatus(machine.spec())
                .setMachineCreatedAt(machine.metadata().getCreated().getSeconds());
        store.get(ResourceTypes.MACHINE_STATUS_SNAPSHOTS, machine.id())
                .ifPresent(snapshot -> spec.setSnapshot(snapshot.spec()));
        store.modify(
                NAME,
                JoiningKinds.MACHINE_STATUS_LINKS,
                machine.id(),
                output -> Outputs.withLabels(output, machine.labels()).withSpec(spec.build()));
    }
}

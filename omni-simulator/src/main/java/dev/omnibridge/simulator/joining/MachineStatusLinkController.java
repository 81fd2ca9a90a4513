package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.MachineStatusLinkSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/**
 * Keeps what people see of a machine at a glance: its status, labels and last event, while its link is there. It is the last to let go of
 * a link. Bytes sent and received are not counted here.
 */
final class MachineStatusLinkController implements Controller {

    private static final String NAME = "MachineStatusLinkController";
    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.LINKS),
            Input.byId(ResourceTypes.MACHINE_STATUSES),
            Input.byId(ResourceTypes.MACHINE_STATUS_SNAPSHOTS));

    private final Store store;

    MachineStatusLinkController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(ResourceTypes.LINKS, key).ifPresent(link -> {
            if (!link.isTearingDown()) {
                store.addFinalizer(ResourceTypes.LINKS, key, NAME);
                store.get(ResourceTypes.MACHINE_STATUSES, key)
                        .filter(machine -> !machine.isTearingDown())
                        .ifPresent(this::write);
            } else if (link.finalizers().contains(NAME)) {
                leave(link);
            }
        });
        return Requeue.onEvent();
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

    private void leave(Resource<?> link) {
        store.modify(
                NAME,
                JoiningKinds.MACHINE_STATUS_LINKS,
                link.id(),
                output -> Outputs.withLabels(output, link.labels())
                        .withSpec(output.spec().toBuilder().setTearingDown(true).build()));
        if (link.finalizers().size() == 1
                && Outputs.remove(store, NAME, JoiningKinds.MACHINE_STATUS_LINKS, link.id())) {
            store.removeFinalizer(ResourceTypes.LINKS, link.id(), NAME);
        }
    }
}

package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;

/** Takes what users declared for a machine away with the machine: its node, kernel arguments and labels (resources.md 21). */
final class MachineCleanupController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.MACHINES),
            Input.byId(ResourceTypes.MACHINE_SET_NODES),
            Input.byId(ResourceTypes.KERNEL_ARGS));

    private final Store store;

    MachineCleanupController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "MachineCleanupController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(ResourceTypes.MACHINES, key).ifPresent(this::reconcile);
        return Requeue.onEvent();
    }

    private void reconcile(Resource<?> machine) {
        String id = machine.id();
        if (!machine.isTearingDown()) {
            store.addFinalizer(ResourceTypes.MACHINES, id, name());
        } else if (Outputs.tearDownAll(store, listOf(store.get(ResourceTypes.MACHINE_SET_NODES, id)))
                && Outputs.tearDownAll(store, listOf(store.get(ResourceTypes.KERNEL_ARGS, id)))) {
            store.removeFinalizer(ResourceTypes.MACHINES, id, name());
        }
    }

    private static <T> List<T> listOf(Optional<T> resource) {
        return resource.map(List::of).orElse(List.of());
    }
}

package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** A machine that leaves Omni takes its labels along; that it used a token is forgotten. */
final class LinkCleanupController implements Controller {

    private static final List<Input<?>> INPUTS =
            List.of(Input.byId(ResourceTypes.LINKS), Input.byId(ResourceTypes.MACHINE_LABELS));

    private final Store store;

    LinkCleanupController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "LinkCleanupController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(ResourceTypes.LINKS, key).ifPresent(link -> {
            if (!link.isTearingDown()) {
                store.addFinalizer(ResourceTypes.LINKS, key, name());
            } else if (Outputs.remove(store, "", JoiningKinds.JOIN_TOKEN_USAGES, key)
                    && Outputs.tearDownAll(
                            store,
                            store.get(ResourceTypes.MACHINE_LABELS, key)
                                    .map(List::of)
                                    .orElse(List.of()))) {
                store.removeFinalizer(ResourceTypes.LINKS, key, name());
            }
        });
        return Requeue.onEvent();
    }
}

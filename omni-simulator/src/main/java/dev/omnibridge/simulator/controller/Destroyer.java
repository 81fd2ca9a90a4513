package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/**
 * Destroys what users own, is tearing down and held by nobody, so that a client needs no more than a teardown
 * (status-and-lifecycle.md 1.4).
 */
public final class Destroyer<S extends Message> implements Controller {

    private final Store store;
    private final ResourceType<S> type;
    private final List<Input<?>> inputs;

    /** A destroyer of one type. */
    public Destroyer(Store store, ResourceType<S> type) {
        this.store = store;
        this.type = type;
        this.inputs = List.of(Input.byId(type));
    }

    @Override
    public String name() {
        return "Destroy[" + type.name() + "]";
    }

    @Override
    public List<Input<?>> inputs() {
        return inputs;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(type, key)
                .filter(resource -> resource.isTearingDown()
                        && resource.owner().isEmpty()
                        && resource.finalizers().isEmpty())
                .ifPresent(resource -> store.destroy("", type, key));
        return Requeue.onEvent();
    }
}

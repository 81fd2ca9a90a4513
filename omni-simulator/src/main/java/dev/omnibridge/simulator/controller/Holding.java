package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/**
 * A controller that holds running resources of a type by its finalizer, and lets go of one that is tearing down when it is done with it.
 *
 * @param <S> spec of what it holds
 */
public abstract class Holding<S extends Message> implements Controller {

    /** The state. */
    protected final Store store;

    private final String name;
    private final ResourceType<S> type;
    private final List<Input<?>> inputs;

    /** @param inputs what brings a resource back to it, keys being ids of the type */
    protected Holding(Store store, String name, ResourceType<S> type, List<Input<?>> inputs) {
        this.store = store;
        this.name = name;
        this.type = type;
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Input<?>> inputs() {
        return inputs;
    }

    @Override
    public final Requeue reconcile(String key) {
        store.get(type, key).filter(this::isConcerned).ifPresent(resource -> {
            if (!resource.isTearingDown()) {
                held(store.addFinalizer(type, key, name));
            } else if (resource.finalizers().contains(name) && isDone(resource)) {
                store.removeFinalizer(type, key, name);
            }
        });
        return Requeue.onEvent();
    }

    /** Whether the resource is one for this controller. */
    protected boolean isConcerned(Resource<S> resource) {
        return true;
    }

    /** Does what there is to do for a running resource. */
    protected void held(Resource<S> resource) {}

    /** Does what is to be done before it lets go of a resource that is tearing down, and says whether all of it is done. */
    protected abstract boolean isDone(Resource<S> resource);
}

package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.function.Predicate;

/**
 * A controller of which only its finalizer is seen: it holds running resources of a type and lets go of those tearing down. Many of
 * Omni's controllers have outputs that nobody may read, or none the simulator needs.
 *
 * @param <S> spec of what it holds
 */
public final class Holder<S extends Message> implements Controller {

    private final Store store;
    private final String name;
    private final ResourceType<S> type;
    private final Predicate<Resource<S>> concerned;
    private final Predicate<Resource<S>> release;
    private final List<Input<?>> inputs;

    /** A holder of all resources of a type, which lets go at once. */
    public Holder(Store store, String name, ResourceType<S> type) {
        this(store, name, type, resource -> true, resource -> true, List.of(Input.byId(type)));
    }

    /**
     * A holder.
     *
     * @param concerned which resources it holds
     * @param release when it lets go of one that is tearing down
     * @param inputs what brings a resource back to it, keys being ids of the type
     */
    public Holder(
            Store store,
            String name,
            ResourceType<S> type,
            Predicate<Resource<S>> concerned,
            Predicate<Resource<S>> release,
            List<Input<?>> inputs) {
        this.store = store;
        this.name = name;
        this.type = type;
        this.concerned = concerned;
        this.release = release;
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Input<?>> inputs() {
        return inputs;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(type, key).filter(concerned).ifPresent(resource -> {
            if (!resource.isTearingDown()) {
                store.addFinalizer(type, key, name);
            } else if (resource.finalizers().contains(name) && release.test(resource)) {
                store.removeFinalizer(type, key, name);
            }
        });
        return Requeue.onEvent();
    }
}

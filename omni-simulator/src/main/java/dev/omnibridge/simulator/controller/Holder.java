package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.List;
import java.util.function.Predicate;

/**
 * A controller of which only its finalizer is seen: it holds running resources of a type and lets go of those tearing down. Many of
 * Omni's controllers have outputs that nobody may read, or none the simulator needs.
 *
 * @param <S> spec of what it holds
 */
public final class Holder<S extends Message> extends Holding<S> {

    private final Predicate<Resource<S>> concerned;
    private final Predicate<Resource<S>> release;

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
        super(store, name, type, inputs);
        this.concerned = concerned;
        this.release = release;
    }

    @Override
    protected boolean isConcerned(Resource<S> resource) {
        return concerned.test(resource);
    }

    @Override
    protected boolean isDone(Resource<S> resource) {
        return release.test(resource);
    }
}

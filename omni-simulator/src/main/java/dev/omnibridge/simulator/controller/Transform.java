package dev.omnibridge.simulator.controller;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A controller that makes one output of each input of a type, in COSI's way: finalizer on the running input before anything else; on the
 * input's teardown the removal step, then the output goes, then the finalizer.
 *
 * @param <I> spec of the input
 * @param <O> spec of the output
 */
public abstract class Transform<I extends Message, O extends Message> implements Controller {

    /** The state. */
    protected final Store store;

    private final String name;
    private final ResourceType<I> inputType;
    private final ResourceType<O> outputType;
    private final List<Input<?>> inputs;

    /**
     * A transform.
     *
     * @param more what else brings a key back; keys are ids of the input type
     */
    protected Transform(
            Store store, String name, ResourceType<I> inputType, ResourceType<O> outputType, List<Input<?>> more) {
        this.store = store;
        this.name = name;
        this.inputType = inputType;
        this.outputType = outputType;
        // its own output too: its teardown waits until others let go of it
        this.inputs = Stream.concat(Stream.of(Input.byId(inputType), Input.byId(outputType)), more.stream())
                .toList();
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
        return store.get(inputType, key)
                .filter(this::isConcerned)
                .map(this::reconcile)
                .orElse(Requeue.onEvent());
    }

    /** Brings the output of a running input in line by {@link #write}, or leaves it as it is. */
    protected abstract Requeue transform(Resource<I> input);

    /** Whether the input is one for this controller. */
    protected boolean isConcerned(Resource<I> input) {
        return true;
    }

    /** Whether the output is still kept up to date although the input is tearing down. */
    protected boolean outlivesTeardown(Resource<I> input) {
        return false;
    }

    /** Step before the output of a tearing down input is removed; done when it answers true. */
    protected boolean removed(Resource<I> input) {
        return true;
    }

    /** Writes the output with the input's id if something differs. */
    protected final Resource<O> write(String id, UnaryOperator<Resource<O>> change) {
        return store.modify(name, outputType, id, change);
    }

    private Requeue reconcile(Resource<I> input) {
        if (!input.isTearingDown()) {
            return transform(store.addFinalizer(inputType, input.id(), name));
        }
        if (!input.finalizers().contains(name)) {
            return Requeue.onEvent();
        }
        if (outlivesTeardown(input)) {
            return transform(input);
        }
        if (removed(input) && Outputs.remove(store, name, outputType, input.id())) {
            store.removeFinalizer(inputType, input.id(), name);
        }
        return Requeue.onEvent();
    }
}

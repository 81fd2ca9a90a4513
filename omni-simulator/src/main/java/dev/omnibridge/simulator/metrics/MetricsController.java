package dev.omnibridge.simulator.metrics;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.controller.Pace;
import dev.omnibridge.simulator.kind.MetricsKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Counts all resources of a type, at most every ten seconds.
 *
 * @param <I> spec of what is counted
 * @param <O> spec of the counts
 */
final class MetricsController<I extends Message, O extends Message> implements Controller {

    private final Store store;
    private final String name;
    private final ResourceType<I> counted;
    private final ResourceType<O> counts;
    private final Function<List<Resource<I>>, O> count;
    private final List<Input<?>> inputs;
    private final Pace pace = new Pace(Duration.ofSeconds(10));

    MetricsController(
            Store store,
            String name,
            ResourceType<I> counted,
            ResourceType<O> counts,
            Function<List<Resource<I>>, O> count) {
        this.store = store;
        this.name = name;
        this.counted = counted;
        this.counts = counts;
        this.count = count;
        this.inputs = List.of(Input.all(counted, MetricsKinds.ID));
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
        Duration left = pace.untilLook(key, store.now());
        if (left.isPositive()) {
            return Requeue.after(left);
        }
        store.modify(name, counts, key, output -> output.withSpec(count.apply(store.list(counted))));
        return Requeue.onEvent();
    }
}

package dev.omnibridge.demo.bench;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Tells when something happened in the simulated Omni, on the clock of {@link System#nanoTime()}. */
final class OmniEvents implements StoreListener {
    private record Awaited(
            ResourceType<?> type, String id, Predicate<Resource<?>> isSo, CompletableFuture<Long> moment) {}

    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();

    private OmniEvents() {}

    static OmniEvents of(Store store) {
        var events = new OmniEvents();
        store.listen(events);
        return events;
    }

    /** The moment of the next event after which the resource is there and as the predicate says. */
    CompletableFuture<Long> next(ResourceType<?> type, String id, Predicate<Resource<?>> isSo) {
        var moment = new CompletableFuture<Long>();
        awaited.add(new Awaited(type, id, isSo, moment));
        return moment;
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        long now = System.nanoTime();
        for (Awaited one : awaited) {
            if (event.type().equals(one.type())
                    && event.id().equals(one.id())
                    && event.now().filter(one.isSo()).isPresent()) {
                awaited.remove(one);
                one.moment().completeAsync(() -> now);
            }
        }
    }
}

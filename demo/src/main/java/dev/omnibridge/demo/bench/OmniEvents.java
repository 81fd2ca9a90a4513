package dev.omnibridge.demo.bench;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Tells when something happened in the simulated Omni, on the clock of {@link System#nanoTime()}. */
final class OmniEvents implements StoreListener {
    private record Which(ResourceType<?> type, String id) {}

    private record Awaited(Predicate<Resource<?>> isSo, CompletableFuture<Long> moment) {}

    private final Map<Which, Awaited> awaited = new ConcurrentHashMap<>();

    private OmniEvents() {}

    static OmniEvents of(Store store) {
        var events = new OmniEvents();
        store.listen(events);
        return events;
    }

    /** The moment of the next event after which the resource is there and as the predicate says. */
    CompletableFuture<Long> next(ResourceType<?> type, String id, Predicate<Resource<?>> isSo) {
        var moment = new CompletableFuture<Long>();
        awaited.put(new Which(type, id), new Awaited(isSo, moment));
        return moment;
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        long now = System.nanoTime();
        var which = new Which(event.type(), event.id());
        Awaited one = awaited.get(which);
        if (one != null && event.now().filter(one.isSo()).isPresent()) {
            awaited.remove(which, one);
            one.moment().completeAsync(() -> now);
        }
    }
}

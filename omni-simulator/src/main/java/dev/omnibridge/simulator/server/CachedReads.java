package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What Get, List and the checks before a write see: the state as it was a lag ago, because Omni answers them from a cache that its own watches
 * feed (wire-protocol.md 5.4). Keeps the changes that are younger than the lag and reads around them.
 */
public final class CachedReads {

    private record Hidden(Instant visibleFrom, StoreEvent<?> event) {}

    private final Store store;
    private final InstantSource time;
    private final ArrayDeque<Hidden> hidden = new ArrayDeque<>();
    private volatile Duration lag;

    /** Reads of this store that lag by a simulated duration; zero means none. */
    public CachedReads(Store store, InstantSource time, Duration lag) {
        this.store = store;
        this.time = time;
        this.lag = lag;
        store.listen(new StoreListener() {
            @Override
            public void onEvent(StoreEvent<?> event) {
                if (!CachedReads.this.lag.isZero()) {
                    forgetVisible();
                    hidden.add(new Hidden(time.instant().plus(CachedReads.this.lag), event));
                }
            }

            @Override
            public void onRestored() {
                hidden.clear();
            }
        });
    }

    /** Changes the lag for what is written from now on. */
    public void lagBy(Duration newLag) {
        lag = newLag;
    }

    <S extends Message> Optional<Resource<S>> get(ResourceType<S> type, String id) {
        return store.atomically(() -> {
            forgetVisible();
            return hiddenOf(type, id).orElseGet(() -> store.get(type, id));
        });
    }

    <S extends Message> List<Resource<S>> list(ResourceType<S> type) {
        return store.atomically(() -> {
            forgetVisible();
            List<Resource<S>> current = store.list(type);
            Set<String> late = new TreeSet<>();
            hidden.stream().filter(h -> h.event.type().equals(type)).forEach(h -> late.add(h.event.id()));
            if (late.isEmpty()) {
                return current;
            }
            var before = late.stream().flatMap(id -> hiddenOf(type, id).orElse(Optional.empty()).stream());
            var untouched = current.stream().filter(resource -> !late.contains(resource.id()));
            return Stream.concat(untouched, before)
                    .sorted(Comparator.comparing(Resource::id))
                    .toList();
        });
    }

    /** The state before the oldest hidden change of a resource; empty if no change of it is hidden. */
    @SuppressWarnings("unchecked") // equal types carry equal specs
    private <S extends Message> Optional<Optional<Resource<S>>> hiddenOf(ResourceType<S> type, String id) {
        return hidden.stream()
                .map(h -> h.event)
                .filter(event -> event.type().equals(type) && event.id().equals(id))
                .findFirst()
                .map(event -> ((StoreEvent<S>) event).old());
    }

    private void forgetVisible() {
        Instant now = time.instant();
        while (!hidden.isEmpty() && !hidden.getFirst().visibleFrom.isAfter(now)) {
            hidden.removeFirst();
        }
    }
}

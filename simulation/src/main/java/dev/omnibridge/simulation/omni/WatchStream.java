package dev.omnibridge.simulation.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** One watch: what Omni has sent is delivered when the simulation lets it, in order. */
final class WatchStream<S extends Message> implements Watch, StoreListener, Stream {

    private final Store store;
    private final ResourceType<S> type;
    private final Optional<String> id;
    private final WatchObserver<S> observer;
    private final Consumer<WatchStream<?>> ended;
    private final Deque<Runnable> onTheWay = new ArrayDeque<>();
    private boolean isOpen = true;

    /** @param id the one resource that is watched; empty for all of the type */
    WatchStream(
            Store store,
            ResourceType<S> type,
            Optional<String> id,
            WatchObserver<S> observer,
            Consumer<WatchStream<?>> ended) {
        this.store = store;
        this.type = type;
        this.id = id;
        this.observer = observer;
        this.ended = ended;
    }

    void begin() {
        onTheWay.add(observer::onEstablished);
        if (id.isPresent()) {
            Optional<Resource<S>> stored = store.get(type, id.get());
            onTheWay.add(() -> observer.onEvent(stored.<WatchEvent<S>>map(WatchEvent.Created::new)
                    .orElseGet(() -> new WatchEvent.Destroyed<>(id.get(), Optional.empty()))));
        } else {
            store.list(type).forEach(r -> onTheWay.add(() -> observer.onEvent(new WatchEvent.Created<>(r))));
            onTheWay.add(() -> observer.onEvent(new WatchEvent.Bootstrapped<>()));
        }
        store.listen(this);
    }

    @Override
    @SuppressWarnings("unchecked") // equal types carry equal specs
    public void onEvent(StoreEvent<?> event) {
        boolean concerns = event.type().name().equals(type.name())
                && id.map(event.id()::equals).orElse(true);
        if (isOpen && concerns) {
            WatchEvent<S> told = told((StoreEvent<S>) event);
            onTheWay.add(() -> observer.onEvent(told));
        }
    }

    private WatchEvent<S> told(StoreEvent<S> event) {
        if (event.isDestruction()) {
            return new WatchEvent.Destroyed<>(event.id(), event.old());
        }
        return event.isCreation() ? new WatchEvent.Created<>(event.last()) : new WatchEvent.Updated<>(event.last());
    }

    /** A restored Omni ends its watches; what was on its way may still arrive before the end. */
    @Override
    public void onRestored() {
        end("Omni was restarted");
    }

    @Override
    public void end(String why) {
        if (isOpen) {
            isOpen = false;
            store.unlisten(this);
            onTheWay.add(() -> observer.onEnd(new OmniException.Unavailable(type.shortName() + ": " + why, null)));
        }
    }

    @Override
    public boolean hasNews() {
        return !onTheWay.isEmpty();
    }

    @Override
    public int onTheWay() {
        return onTheWay.size();
    }

    @Override
    public void deliver() {
        Runnable next = onTheWay.poll();
        if (next != null) {
            next.run();
        }
        if (!isOpen && onTheWay.isEmpty()) {
            ended.accept(this);
        }
    }

    @Override
    public void close() {
        isOpen = false;
        onTheWay.clear();
        store.unlisten(this);
        ended.accept(this);
    }

    @Override
    public String toString() {
        return "watch of " + type.shortName() + id.map(i -> "/" + i).orElse("");
    }
}

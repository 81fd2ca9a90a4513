package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published state of a mirror. Changes happen one after the other in {@link #change}; readers take the last complete state without
 * waiting. The listener hears of changes in their order, outside the lock, so that it may call the mirror.
 */
final class MirrorStore {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorStore.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final MirrorListener listener;
    private volatile MirrorContents contents;

    MirrorStore(Collection<MirroredKind<?>> kinds, MirrorListener listener) {
        this.contents = MirrorContents.empty(kinds);
        this.listener = listener;
    }

    OmniSnapshot snapshot() {
        return contents;
    }

    <S extends Message> KindContents<S> kind(ResourceType<S> type) {
        return contents.kind(type);
    }

    /** Whether the watch of a kind is broken, and broke after this moment. */
    boolean hasBrokenSince(Instant moment) {
        return contents.byType().values().stream()
                .map(kind -> kind.state().brokenSince())
                .anyMatch(since -> since != null && since.isAfter(moment));
    }

    /** Makes changes that no other thread's changes come between, then tells the listener. */
    void change(Runnable changes) {
        decide(() -> {
            changes.run();
            return true;
        });
    }

    /** As {@link #change}, with a result. */
    <T> T decide(Supplier<T> changes) {
        lock.lock();
        try {
            return changes.get();
        } finally {
            lock.unlock();
            if (!lock.isHeldByCurrentThread()) {
                tell();
            }
        }
    }

    /** Within {@link #change}: shows a resource. */
    <S extends Message> void put(Resource<S> resource) {
        KindContents<S> kind = contents.kind(resource.type());
        announce(resource.type(), resource.id(), kind.byId().get(resource.id()), resource);
        contents = contents.with(kind.with(resource));
    }

    /** Within {@link #change}: shows a resource no longer. */
    <S extends Message> void remove(ResourceType<S> type, String id) {
        KindContents<S> kind = contents.kind(type);
        announce(type, id, kind.byId().get(id), null);
        contents = contents.with(kind.without(id));
    }

    /** Within {@link #change}: shows how far a kind can be trusted; when Omni last spoke is not worth telling. */
    void state(ResourceType<?> type, KindSnapshot.MirrorState state) {
        KindContents<?> kind = contents.kind(type);
        KindSnapshot.MirrorState before = kind.state();
        contents = contents.with(kind.in(state));
        boolean breaks = before.brokenSince() == null && state.brokenSince() != null;
        if (before.bootstrapped() != state.bootstrapped() || before.live() != state.live() || breaks) {
            untold.add(() -> listener.onState(type, state));
        }
    }

    private <S extends Message> void announce(
            ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after) {
        untold.add(() -> listener.onChange(type, id, before, after));
    }

    private void tell() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
                    tellOne(next);
                }
            } finally {
                telling.set(false);
            }
        }
    }

    private static void tellOne(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            // One listener's mistake must not stop the mirror for all readers.
            LOG.error("a listener of the mirror failed", e);
        }
    }
}

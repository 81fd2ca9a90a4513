package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Asks the store for one resource that was written here and that the watch of its kind does not tell, until it answers. */
final class StoreCheck<S extends Message> implements WatchObserver<S> {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final StateClient omni;
    private final Resource<S> asked;
    private final Consumer<Runnable> ifCurrent;
    private final KindCopy<S> copy;
    private final Runnable missed;
    private final MirrorScheduler scheduler;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Watch watch = () -> {};

    /**
     * @param ifCurrent makes a change, unless a newer bootstrap has begun and settles the question anyway
     * @param missed called if the store answered, and the watch still had not told
     */
    StoreCheck(
            StateClient omni,
            Resource<S> asked,
            Consumer<Runnable> ifCurrent,
            KindCopy<S> copy,
            Runnable missed,
            MirrorScheduler scheduler) {
        this.omni = omni;
        this.asked = asked;
        this.ifCurrent = ifCurrent;
        this.copy = copy;
        this.missed = missed;
        this.scheduler = scheduler;
    }

    /** Asks after a while; not under the lock of the caller, because the answer may come at once. */
    void askAfter(Duration delay) {
        scheduler.after(delay, this::ask);
    }

    @Override
    public void onEvent(WatchEvent<S> event) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        ifCurrent.accept(() -> {
            if (copy.isUnconfirmed(asked)) {
                missed.run();
            }
            switch (event) {
                case WatchEvent.Created<S>(Resource<S> resource) -> copy.presentInStore(resource);
                case WatchEvent.Updated<S>(Resource<S> resource) -> copy.presentInStore(resource);
                case WatchEvent.Destroyed<S> _ -> copy.absentInStore(asked);
                case WatchEvent.Bootstrapped<S> _ -> {}
            }
        });
        watch.close();
    }

    @Override
    public void onEnd(OmniException reason) {
        ifCurrent.accept(() -> askAfter(RETRY));
    }

    private void ask() {
        AtomicBoolean open = new AtomicBoolean();
        ifCurrent.accept(() -> open.set(copy.isUnconfirmed(asked)));
        if (!open.get()) {
            return;
        }
        watch = omni.watchOne(asked.type(), asked.id(), this);
        if (answered.get()) {
            watch.close();
        }
    }
}

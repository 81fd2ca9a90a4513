package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniErrors;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.state.Watch;
import dev.omnibridge.omni.state.WatchEvent;
import dev.omnibridge.omni.state.WatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the watch of one kind going. A watch is never resumed: each new one reads everything again and only the differences are told. A watch
 * can die without a word, so one that was silent for about half an hour is replaced by a new one; readers notice nothing of that.
 */
final class KindFeed<S extends Message> {

    private static final Logger LOG = LoggerFactory.getLogger(KindFeed.class);

    /** At rest a kind is read again at most once in this time, plus up to a third so that the kinds do it apart. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private static final Duration SILENCE_JITTER = Duration.ofMinutes(10);
    /** A bootstrap, once begun, has no pauses. */
    private static final Duration BOOTSTRAP_SILENCE = Duration.ofSeconds(60);

    /** By then a watch that works has told of an own write. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(15);

    /** Watches that end within this time end of the same trouble; one of them tells of it. */
    private static final Duration ONE_TROUBLE = Duration.ofMinutes(1);

    /** The wait of a broken watch that rests: for whoever ends the rest, and for no time. */
    private static final MirrorScheduler.Timer UNTIL_RESUMED = () -> {};

    /** What a watch that may have been silent for too long is found to be. */
    private enum Silence {
        OVER,
        TOO_LONG,
        BOOTSTRAP_STUCK
    }

    private final StateClient omni;
    private final ResourceType<S> type;
    private final LabelQuery[] queries;
    private final MirrorStore store;
    private final MirrorScheduler scheduler;
    private final KindCopy<S> copy;
    private final BackOff backOff = new BackOff();

    // All guarded by the store's lock.
    private boolean closed;
    private boolean resting;
    private long current;
    private Instant lastMessage = Instant.MIN;
    private Duration silenceLimit = BOOTSTRAP_SILENCE;
    private Watch watch = () -> {};
    private MirrorScheduler.Timer silenceTimer = () -> {};
    private MirrorScheduler.@Nullable Timer retryTimer;

    KindFeed(StateClient omni, MirroredKind<S> kind, MirrorStore store, MirrorScheduler scheduler) {
        this.omni = omni;
        this.type = kind.type();
        this.queries = kind.queries().toArray(LabelQuery[]::new);
        this.store = store;
        this.scheduler = scheduler;
        this.copy = new KindCopy<>(kind, store);
    }

    /** Begins a watch and lets go of the one before, if there is one. */
    void open() {
        Attempt attempt = new Attempt();
        if (store.decide(attempt::begin)) {
            attempt.start();
        }
    }

    /** From now on a watch that is broken is not begun again until a rest is ended. */
    void rest() {
        store.change(() -> {
            resting = true;
            if (retryTimer != null) {
                retryTimer.cancel();
                retryTimer = UNTIL_RESUMED;
            }
        });
    }

    /** Ends a rest, and the wait after a first failure. */
    void resume() {
        openIf(() -> resting || backOff.isFirst());
    }

    /** Ends a rest, and any wait for the next attempt. */
    void retryNow() {
        openIf(() -> true);
    }

    private void openIf(BooleanSupplier isDue) {
        boolean isWaiting = store.decide(() -> {
            boolean opens = retryTimer != null && isDue.getAsBoolean();
            resting = false;
            return opens;
        });
        if (isWaiting) {
            open();
        }
    }

    void written(Resource<S> resource) {
        store.change(() -> {
            if (copy.written(resource) && copy.isSettled()) {
                check(resource, CONFIRMATION, this::missed);
            }
        });
    }

    void writtenDestroyed(Resource<S> last) {
        store.change(() -> copy.writtenDestroyed(last));
    }

    void close() {
        store.change(() -> {
            closed = true;
            current++;
            stopTimers();
            watch.close();
        });
    }

    /** The watch stands and does not tell what the store knows: it may have died without a word, so another one takes its place. */
    private void missed() {
        LOG.warn(
                "the watch of {} did not tell of an own write within {} s, another one is begun",
                type,
                CONFIRMATION.toSeconds());
        scheduler.after(Duration.ZERO, this::open);
    }

    /**
     * Asks the store about an own write, unless the watch tells of it before, or a new bootstrap settles it.
     *
     * @param missed called if the store answers before the watch
     */
    private void check(Resource<S> written, Duration delay, Runnable missed) {
        long asking = current;
        Consumer<Runnable> ifCurrent = change -> store.change(() -> {
            if (asking == current) {
                change.run();
            }
        });
        new StoreCheck<>(omni, written, ifCurrent, copy, missed, scheduler).askAfter(delay);
    }

    private void stopTimers() {
        silenceTimer.cancel();
        if (retryTimer != null) {
            retryTimer.cancel();
            retryTimer = null;
        }
    }

    /** One watch from its beginning to its end. What a former attempt still says is ignored. */
    private final class Attempt implements WatchObserver<S> {

        private long number;

        boolean begin() {
            if (closed) {
                return false;
            }
            number = ++current;
            stopTimers();
            watch.close();
            watch = () -> {};
            copy.begin();
            lastMessage = scheduler.now();
            silenceLimit = BOOTSTRAP_SILENCE;
            silenceTimer = scheduler.after(silenceLimit, this::checkSilence);
            return true;
        }

        void start() {
            try {
                Watch started = omni.watch(type, this, queries);
                store.change(() -> {
                    if (number == current) {
                        watch = started;
                    } else {
                        started.close();
                    }
                });
            } catch (RuntimeException e) {
                // Nobody else would begin this watch again.
                onEnd(OmniErrors.of(OmniErrors.Call.WATCH, type.shortName(), e));
            }
        }

        @Override
        public void onEstablished() {
            ifCurrent(this::heard);
        }

        @Override
        public void onEvent(WatchEvent<S> event) {
            ifCurrent(() -> {
                heard();
                switch (event) {
                    case WatchEvent.Created<S>(Resource<S> resource) -> copy.present(resource);
                    case WatchEvent.Updated<S>(Resource<S> resource) -> copy.present(resource);
                    case WatchEvent.Destroyed<S>(String id, Optional<Resource<S>> last) -> copy.destroyed(id, last);
                    case WatchEvent.Bootstrapped<S> _ -> settled();
                }
            });
        }

        @Override
        public void onEnd(OmniException reason) {
            ifCurrent(() -> {
                current++;
                stopTimers();
                watch.close();
                MirrorState state = state();
                Instant now = scheduler.now();
                Instant since = state.brokenSince() == null ? now : state.brokenSince();
                boolean isNews = state.live() && !store.hasBrokenSince(now.minus(ONE_TROUBLE));
                store.state(type, new MirrorState(state.bootstrapped(), false, since, state.lastMessage()));
                Duration wait = backOff.next(reason, scheduler.random());
                LOG.atLevel(isNews ? Level.WARN : Level.DEBUG)
                        .log("watch of {} ended, next in {} ms: {}", type, wait.toMillis(), reason.getMessage());
                retryTimer = resting ? UNTIL_RESUMED : scheduler.after(wait, KindFeed.this::open);
            });
        }

        private void heard() {
            lastMessage = scheduler.now();
            MirrorState state = state();
            store.state(type, new MirrorState(state.bootstrapped(), state.live(), state.brokenSince(), lastMessage));
        }

        private void settled() {
            List<Resource<S>> doubtful = copy.settle();
            backOff.reset();
            store.state(type, new MirrorState(true, true, null, lastMessage));
            silenceTimer.cancel();
            silenceLimit = SILENCE.plusMillis((long) (scheduler.random() * SILENCE_JITTER.toMillis()));
            silenceTimer = scheduler.after(silenceLimit, this::checkSilence);
            // A bootstrap that is behind an own write is no sign that the watch is dead.
            doubtful.forEach(resource -> check(resource, Duration.ZERO, () -> {}));
        }

        private void checkSilence() {
            switch (store.decide(this::silence)) {
                case OVER -> {}
                case BOOTSTRAP_STUCK ->
                    onEnd(new OmniException.Unavailable(
                            type + ": nothing came for " + BOOTSTRAP_SILENCE.toSeconds() + " s of reading what exists",
                            null));
                case TOO_LONG -> open();
            }
        }

        private Silence silence() {
            Duration left = Duration.between(scheduler.now(), lastMessage.plus(silenceLimit));
            if (number != current) {
                return Silence.OVER;
            }
            if (left.isPositive()) {
                silenceTimer = scheduler.after(left, this::checkSilence);
                return Silence.OVER;
            }
            return copy.isSettled() ? Silence.TOO_LONG : Silence.BOOTSTRAP_STUCK;
        }

        private void ifCurrent(Runnable change) {
            store.change(() -> {
                if (number == current) {
                    change.run();
                }
            });
        }

        private MirrorState state() {
            return store.kind(type).state();
        }
    }
}

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.mirror.DoublingDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Keeps failing objects from being worked on at the rhythm of their events: per uid a moment before which nothing is tried, doubled from failure to
 * failure, forgotten on success or a new wish: another generation, or a person who asks for a pass. JOSDK's retry can't do it: an event ends its delay (josdk-adapter 5).
 */
public final class BackOff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final DoubleSupplier jitter;
    private final DoublingDelay delay;
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(String wish, int failures, Instant since, Instant notBefore) {}

    /**
     * Nothing rests yet.
     *
     * @param jitter gives numbers from 0 (included) to 1
     * @param first how long an object rests after its first failure
     */
    public BackOff(InstantSource clock, DoubleSupplier jitter, Duration first) {
        this.clock = clock;
        this.jitter = jitter;
        this.delay = new DoublingDelay(first, LONGEST);
    }

    /** How long this object must still rest; empty if it may be worked on. */
    public Optional<Duration> rest(String uid, String wish) {
        Wait wait = waits.get(uid);
        if (wait == null || !wait.wish.equals(wish)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(wait.since)) {
            // The clock was set back, and nobody knows how much of the rest is over.
            return Optional.empty();
        }
        Duration left = Duration.between(now, wait.notBefore);
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /** Notes a failure and returns how long the object rests now. */
    public Duration failed(String uid, String wish) {
        Wait before = waits.get(uid);
        int failures = before == null || !before.wish.equals(wish) ? 0 : before.failures;
        Duration wait = delay.delay(failures, jitter.getAsDouble());
        Instant now = clock.instant();
        waits.put(uid, new Wait(wish, failures + 1, now, now.plus(wait)));
        return wait;
    }

    /** Ends the rest of an object: it succeeded, is gone, or what it failed of may be over. Whether anything was noted of it. */
    public boolean forget(String uid) {
        return waits.remove(uid) != null;
    }
}

package dev.omnibridge.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time during one look at an object: which facts have lasted long enough to count, and when the next of the others will have. Not
 * thread-safe; made for one look and thrown away.
 */
final class Patience {

    private final Instant now;
    private final FirstSeen before;
    private final Map<String, Instant> after = new HashMap<>();
    private Optional<Duration> next = Optional.empty();

    Patience(FirstSeen before, Instant now) {
        this.before = before;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** Since when a fact holds, this moment if it was not seen before. Facts that are not asked for are forgotten. */
    Instant since(String fact) {
        return after.computeIfAbsent(fact, key -> before.facts().getOrDefault(key, now));
    }

    /**
     * Whether a fact that holds now has held for a while.
     *
     * @param concluded whether the last status tells of such a fact already; it is believed only after a restart, when nothing is
     *     remembered, because it may have been another fact of the same sort
     */
    boolean lasted(String fact, Duration threshold, boolean concluded) {
        if (concluded && before.facts().isEmpty()) {
            after.putIfAbsent(fact, now.minus(threshold));
        }
        Duration age = Duration.between(since(fact), now);
        if (age.compareTo(threshold) >= 0) {
            return true;
        }
        lookAgainIn(threshold.minus(age));
        return false;
    }

    /** Asks for another look after a while, unless one is due earlier. */
    void lookAgainIn(Duration delay) {
        if (next.isEmpty() || delay.compareTo(next.get()) < 0) {
            next = Optional.of(delay);
        }
    }

    /** After how long time alone changes the answer; empty if it does not. */
    Optional<Duration> next() {
        return next;
    }

    FirstSeen remembered() {
        return new FirstSeen(after);
    }
}

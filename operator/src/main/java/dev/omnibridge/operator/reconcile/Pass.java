package dev.omnibridge.operator.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one pass over an object ended, for whoever schedules the next.
 *
 * @param lookAgainAfter when time alone may change something; empty if only events do
 * @param verdict whether it went as planned
 */
public record Pass(Optional<Duration> lookAgainAfter, Verdict verdict) {

    /** Whether a pass went as planned. */
    public enum Verdict {
        /** Nothing failed; what is missing comes with an event. */
        FINE,
        /** Something failed that may pass: the next try backs off. */
        FAILED
    }

    /** Nothing to do until an event comes. */
    public static Pass untilEvent() {
        return new Pass(Optional.empty(), Verdict.FINE);
    }

    /** Nothing to do until an event comes or the time has passed. */
    public static Pass lookAgain(Duration after) {
        return new Pass(Optional.of(after), Verdict.FINE);
    }

    /** The same, with a look after this time at the latest. */
    Pass within(Optional<Duration> time) {
        return new Pass(Stream.concat(lookAgainAfter.stream(), time.stream()).min(Duration::compareTo), verdict);
    }

    /** Something failed that may pass. */
    public static Pass failed() {
        return new Pass(Optional.empty(), Verdict.FAILED);
    }
}

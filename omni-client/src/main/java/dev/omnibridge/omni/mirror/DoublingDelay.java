package dev.omnibridge.omni.mirror;

import java.time.Duration;

/**
 * How long to wait after failures: twice as long after each, up to a longest.
 *
 * @param shortest before chance, after the first failure
 * @param longest the wait grows no further
 */
public record DoublingDelay(Duration shortest, Duration longest) {

    /** Beyond any longest wait that makes sense. */
    private static final int MOST_DOUBLINGS = 20;

    /** The wait before chance, after so many failures before this one. */
    public Duration bound(int failures) {
        Duration bound = shortest.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return bound.compareTo(longest) < 0 ? bound : longest;
    }

    /**
     * The wait, between half and the whole of the bound, so that many that failed together don't come back together.
     *
     * @param random from 0 to 1
     */
    public Duration delay(int failures, double random) {
        Duration half = bound(failures).dividedBy(2);
        return half.plusMillis((long) (random * half.toMillis()));
    }
}

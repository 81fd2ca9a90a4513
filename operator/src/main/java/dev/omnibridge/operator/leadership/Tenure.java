package dev.omnibridge.operator.leadership;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this process leads, by a clock that nobody sets: from the moment the last renewal that succeeded was sent, which is before anybody else saw
 * it. So a process that was suspended, or whose network hangs, knows that it is over before it has asked anybody.
 */
final class Tenure implements Leadership {

    private final Duration lasts;
    private final LongSupplier nanos;

    private volatile boolean isBegun;
    private volatile long renewedAt;

    /**
     * A tenure that has not begun.
     *
     * @param lasts how long a renewal is good for
     * @param nanos time as {@link System#nanoTime} tells it
     */
    Tenure(Duration lasts, LongSupplier nanos) {
        this.lasts = lasts;
        this.nanos = nanos;
    }

    /** A renewal that was sent at this time has succeeded. */
    void renewed(long sentAt) {
        renewedAt = sentAt;
    }

    /** From now on, what was renewed counts. */
    void begin() {
        isBegun = true;
    }

    /** Nothing is written from now on. */
    void end() {
        isBegun = false;
    }

    @Override
    public boolean isHeld() {
        return isBegun && !isOver();
    }

    /** Whether it had begun, and was not renewed in time. */
    boolean isLost() {
        return isBegun && isOver();
    }

    private boolean isOver() {
        return nanos.getAsLong() - renewedAt >= lasts.toNanos();
    }
}

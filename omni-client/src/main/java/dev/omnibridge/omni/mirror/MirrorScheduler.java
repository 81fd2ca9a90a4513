package dev.omnibridge.omni.mirror;

import java.time.Duration;
import java.time.Instant;

/** Time and chance as a mirror needs them; a port, so that tests and simulations run on virtual time. */
public interface MirrorScheduler {

    /** The time now. */
    Instant now();

    /** A random number from 0 (inclusive) to 1 (exclusive). */
    double random();

    /** Runs a task once, after a delay. */
    Timer after(Duration delay, Runnable task);

    /**
     * Waits until somebody notifies this monitor, which the caller holds, or so much time has passed; it may also end early. A simulation lets its world go
     * on meanwhile.
     */
    @SuppressWarnings("WaitNotInLoop") // the caller has the loop
    default void await(Object monitor, Duration atMost) throws InterruptedException {
        monitor.wait(Math.max(1, atMost.toMillis()));
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {

        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}

package dev.omnibridge.simulator.world;

import java.time.Duration;

/** Whether a controller wants to see a key again without an event. */
public sealed interface Requeue {

    /** Only on the next event. */
    record OnEvent() implements Requeue {}

    /** After this simulated time at the latest. */
    record After(Duration delay) implements Requeue {}

    /** Only on the next event. */
    static Requeue onEvent() {
        return new OnEvent();
    }

    /** After this simulated time at the latest. */
    static Requeue after(Duration delay) {
        return new After(delay);
    }
}

package dev.omnibridge.simulator.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets a controller look at each of its keys so often at most: what it writes changes with thousands of inputs. */
public final class Pace {

    private final Duration pause;
    private final Map<String, Instant> nextLooks = new HashMap<>();

    /** @param pause between two looks at the same key */
    public Pace(Duration pause) {
        this.pause = pause;
    }

    /** How long the next look has to wait; zero where it is made now. */
    public Duration untilLook(String key, Instant now) {
        Instant next = nextLooks.getOrDefault(key, Instant.MIN);
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        nextLooks.put(key, now.plus(pause));
        return Duration.ZERO;
    }
}

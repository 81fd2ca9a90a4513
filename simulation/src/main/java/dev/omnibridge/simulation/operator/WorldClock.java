package dev.omnibridge.simulation.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** The world's time as a clock. */
final class WorldClock extends Clock {

    private final InstantSource time;
    private final ZoneId zone;

    WorldClock(InstantSource time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new WorldClock(time, other);
    }
}

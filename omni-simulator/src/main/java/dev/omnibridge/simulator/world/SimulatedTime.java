package dev.omnibridge.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a simulated Omni: as it is, faster than it is, or standing still until it is moved by hand. */
public abstract sealed class SimulatedTime implements InstantSource {

    private SimulatedTime() {}

    /** The time of a clock. */
    public static SimulatedTime real(InstantSource clock) {
        return new Accelerated(clock, 1);
    }

    /**
     * Begins with the clock's time and runs a given number of times as fast.
     *
     * @param factor more than 0; 60 makes a minute of a second
     */
    public static SimulatedTime accelerated(InstantSource clock, double factor) {
        return new Accelerated(clock, factor);
    }

    /** Stands still at the given moment until {@link World#advance} moves it. */
    public static SimulatedTime stepped(Instant start) {
        return new Stepped(start);
    }

    /** Whether only {@link World#advance} moves it. */
    public abstract boolean isStepped();

    /** How long it really takes until this time; nothing if it is past. */
    abstract Duration realDurationUntil(Instant moment);

    /** Moves a stepped time forward. */
    abstract void moveTo(Instant moment);

    private static final class Accelerated extends SimulatedTime {
        private final InstantSource clock;
        private final Instant start;
        private final double factor;

        Accelerated(InstantSource clock, double factor) {
            if (!(factor > 0)) {
                throw new IllegalArgumentException("speed " + factor + " is not possible: it must be more than 0");
            }
            this.clock = clock;
            this.start = clock.instant();
            this.factor = factor;
        }

        @Override
        public Instant instant() {
            Instant real = clock.instant();
            return factor == 1 ? real : start.plus(times(Duration.between(start, real), factor));
        }

        @Override
        public boolean isStepped() {
            return false;
        }

        @Override
        Duration realDurationUntil(Instant moment) {
            Duration simulated = Duration.between(instant(), moment);
            return simulated.isNegative() ? Duration.ZERO : times(simulated, 1 / factor);
        }

        @Override
        void moveTo(Instant moment) {
            throw new IllegalStateException(
                    "this time runs by itself; build the simulator with stepped time to move it by hand");
        }

        private static Duration times(Duration duration, double factor) {
            return Duration.ofNanos(Math.round(duration.toNanos() * factor));
        }
    }

    private static final class Stepped extends SimulatedTime {
        private volatile Instant now;

        Stepped(Instant start) {
            this.now = start;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public boolean isStepped() {
            return true;
        }

        @Override
        Duration realDurationUntil(Instant moment) {
            return Duration.ZERO;
        }

        @Override
        void moveTo(Instant moment) {
            if (moment.isAfter(now)) {
                now = moment;
            }
        }
    }
}

package dev.omnibridge.operator.kubernetes;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Limits how often one object is passed over, however many events come: a burst at once, then a steady rate. The burst lets a new object go
 * through its first passes (status, finalizer, first write) without a pause.
 */
final class TokenBucket implements RateLimiter<TokenBucket.State> {

    private final int burst;
    private final Duration refill;
    private final InstantSource clock;

    /** @param refill time in which one more pass becomes possible */
    TokenBucket(int burst, Duration refill, InstantSource clock) {
        this.burst = burst;
        this.refill = refill;
        this.clock = clock;
    }

    /** What is left for one object; JOSDK keeps it and calls for one object at a time. */
    static final class State implements RateLimiter.RateLimitState {
        private int tokens;
        private Instant countedAt;

        private State(int tokens, Instant countedAt) {
            this.tokens = tokens;
            this.countedAt = countedAt;
        }
    }

    @Override
    public State initState() {
        return new State(burst, clock.instant());
    }

    @Override
    public Optional<Duration> isLimited(RateLimiter.RateLimitState rateLimitState) {
        State state = (State) rateLimitState;
        Instant now = clock.instant();
        if (now.isBefore(state.countedAt)) {
            // The clock was set back: what it said before must not keep the object waiting.
            state.countedAt = now;
        }
        long refilled = Duration.between(state.countedAt, now).dividedBy(refill);
        if (refilled > 0) {
            state.tokens = (int) Math.min(burst, state.tokens + refilled);
            state.countedAt = state.countedAt.plus(refill.multipliedBy(refilled));
        }
        if (state.tokens > 0) {
            state.tokens--;
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, state.countedAt.plus(refill)));
    }
}

package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.DoublingDelay;
import java.time.Duration;
import java.time.Instant;

/** When the next check of an account may be made: at once after a quiet time, with growing distance while checks fail. Not thread-safe. */
final class CheckPacing {

    /** Several watches break together; one check answers for all. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** So soon after its return Omni is worked with again; few calls for who is away for hours. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final DoublingDelay DELAY = new DoublingDelay(SHORTEST, LONGEST);

    private int failures;
    private Instant notBefore = Instant.MIN;

    /** How long a check that an event asks for waits. */
    Duration untilAllowed(Instant now) {
        return notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ZERO;
    }

    void passed(Instant now) {
        failures = 0;
        notBefore = now.plus(SHORTEST);
    }

    /** How long to wait after a check that failed; {@code random} is from 0 to 1. */
    Duration failed(Instant now, double random) {
        notBefore = now.plus(SHORTEST);
        return DELAY.delay(failures++, random);
    }
}

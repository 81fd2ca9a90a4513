package dev.omnibridge.operator.leadership;

import java.time.Duration;

/**
 * How long leadership lasts.
 *
 * @param lease after that without a renewal another process may lead; whole seconds
 * @param renewal after that without a renewal the leader writes nothing more and ends
 * @param attempt how often the leader renews; who stands by tries after one to 2.2 times as long
 */
public record LeaseTimes(Duration lease, Duration renewal, Duration attempt) {

    /**
     * A write to Omni may take ten seconds: one that begins in the last moment of the renewal's time ends before another process leads. A lease that
     * was given back is taken after 4.4 seconds at the latest.
     */
    public static final LeaseTimes STANDARD =
            new LeaseTimes(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(2));
}

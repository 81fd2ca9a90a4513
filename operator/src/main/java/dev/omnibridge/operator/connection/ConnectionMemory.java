package dev.omnibridge.operator.connection;

import dev.omnibridge.operator.omni.ChangeRouter;
import dev.omnibridge.operator.status.FirstSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What is remembered of one OmniConnection from pass to pass; harmless to lose. */
final class ConnectionMemory {
    private FirstSeen firstSeen = FirstSeen.NOTHING;
    private Instant countedAt = Instant.MIN;
    private boolean isSkipped;

    synchronized FirstSeen firstSeen() {
        return firstSeen;
    }

    synchronized void remember(FirstSeen seen) {
        firstSeen = seen;
    }

    /** Counts, unless that was done a moment ago. */
    synchronized Optional<AccountCounters> counters(Instant now, Supplier<Optional<AccountCounters>> count) {
        isSkipped = now.isBefore(due());
        if (isSkipped) {
            return Optional.empty();
        }
        Optional<AccountCounters> counted = count.get();
        if (counted.isPresent()) {
            countedAt = now;
        }
        return counted;
    }

    /** When to count again, if it was put off. */
    synchronized Optional<Duration> countersDue(Instant now) {
        return isSkipped ? Optional.of(Duration.between(now, due())) : Optional.empty();
    }

    private Instant due() {
        return countedAt.equals(Instant.MIN) ? Instant.MIN : countedAt.plus(ChangeRouter.BETWEEN_COUNTERS);
    }
}

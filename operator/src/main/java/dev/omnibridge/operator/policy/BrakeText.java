package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.Tokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** How the ways out of a hold are told. */
final class BrakeText {

    private BrakeText() {}

    static String wayOut(Optional<Instant> until, String token) {
        String wait = until.map(end -> "; goes on by itself at " + end.truncatedTo(ChronoUnit.SECONDS))
                .orElse("; no wait is enough for so many");
        return wait + ", or " + Tokens.howToApprove(token);
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }
}

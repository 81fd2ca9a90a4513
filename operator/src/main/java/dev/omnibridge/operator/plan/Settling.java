package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.operator.plan.Verdict.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Drift and how long it stands. It is put right only after a minute, so that somebody who tries something out in Omni's UI, or a
 * second tool, is not answered within a second.
 *
 * @param seen when each drifting path was first seen
 * @param isSettled whether some of it stands long enough
 */
record Settling(List<DriftItem> items, Map<String, Instant> seen, boolean isSettled, Optional<Instant> settlesAt) {

    /** How long drift stands before it is put right. */
    static final Duration TIME = Duration.ofSeconds(60);

    static <S extends Message> Settling of(Difference<S> difference, Map<String, Instant> seenBefore, Instant now) {
        return of(difference, difference.in(Case.DRIFT), seenBefore, now);
    }

    /** Everything that differs from the spec counts: for those who only watch. */
    static <S extends Message> Settling observed(
            Difference<S> difference, Map<String, Instant> seenBefore, Instant now) {
        List<Verdict<S>> differing = difference.verdicts().stream()
                .filter(v -> v.field().declared().isPresent() && v.outcome() != Case.SAME)
                .toList();
        return of(difference, differing, seenBefore, now);
    }

    private static <S extends Message> Settling of(
            Difference<S> difference, List<Verdict<S>> differing, Map<String, Instant> seenBefore, Instant now) {
        Map<String, Instant> seen = new TreeMap<>();
        differing.forEach(v ->
                seen.put(v.field().path(), seenBefore.getOrDefault(v.field().path(), now)));
        List<DriftItem> items = differing.stream()
                .map(v -> new DriftItem(
                        difference.resource().reference(),
                        v.field().path(),
                        v.field().declared().orElse(""),
                        v.found(),
                        seen.getOrDefault(v.field().path(), now)))
                .toList();
        Optional<Instant> settlesAt =
                seen.values().stream().min(Comparator.naturalOrder()).map(first -> first.plus(TIME));
        boolean isSettled = settlesAt.isPresent() && !now.isBefore(settlesAt.get());
        return new Settling(items, seen, isSettled, settlesAt);
    }
}

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
import java.util.stream.Stream;

/**
 * Drift and how long it stands. It is put right only after a minute, so that somebody who tries something out in Omni's UI, or a
 * second tool, is not answered within a second. What the management policy leaves as it is is told in the same way and never settles.
 *
 * @param isSettled whether some of it stands long enough
 */
record Settling(DriftFound found, boolean isSettled, Optional<Instant> settlesAt) {

    /** How long drift stands before it is put right. */
    static final Duration TIME = Duration.ofSeconds(60);

    static <S extends Message> Settling of(
            Difference<S> difference, Contests contests, Map<String, Instant> seenBefore, Instant now) {
        DriftFound found = found(difference, contests, seenBefore, now);
        Optional<Instant> settlesAt = difference.in(Case.DRIFT).stream()
                .map(v -> found.seen().getOrDefault(v.field().path(), now))
                .min(Comparator.naturalOrder())
                .map(first -> first.plus(TIME));
        boolean isSettled = settlesAt.isPresent() && !now.isBefore(settlesAt.get());
        return new Settling(found, isSettled, settlesAt);
    }

    /** Only what differs, for those who write nothing. */
    static <S extends Message> DriftFound found(
            Difference<S> difference, Contests contests, Map<String, Instant> seenBefore, Instant now) {
        List<Verdict<S>> differing = Stream.of(Case.DRIFT, Case.CONTESTED, Case.LEFT)
                .flatMap(outcome -> difference.in(outcome).stream())
                .toList();
        Map<String, Instant> seen = new TreeMap<>();
        differing.forEach(v ->
                seen.put(v.field().path(), seenBefore.getOrDefault(v.field().path(), now)));
        List<DriftItem> items = differing.stream()
                .map(v -> new DriftItem(
                        difference.resource().reference(),
                        v.field().path(),
                        v.wanted(difference.resource()),
                        v.found(),
                        seen.getOrDefault(v.field().path(), now)))
                .toList();
        List<String> contested = difference.in(Case.CONTESTED).stream()
                .map(v -> v.field().path())
                .toList();
        return new DriftFound(
                items, seen, contests.among(contested), difference.agrees(), SuggestedPatch.of(differing));
    }
}

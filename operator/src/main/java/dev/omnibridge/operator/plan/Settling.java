package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.operator.plan.Verdict.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Drift and how long it stands. It is put right only after a minute, so that somebody who tries something out in Omni's UI, or a
 * second tool, is not answered within a second. What the management policy leaves as it is is told in the same way and never settles.
 *
 * @param items what differs, left or not
 * @param seen when each path that differs was first seen
 * @param isSettled whether some of it stands long enough
 */
record Settling(List<DriftItem> items, Map<String, Instant> seen, boolean isSettled, Optional<Instant> settlesAt) {

    /** How long drift stands before it is put right. */
    static final Duration TIME = Duration.ofSeconds(60);

    /** With what differs beside the fields of the resource and is left as it is. */
    Settling with(List<DriftItem> left) {
        List<DriftItem> all = new ArrayList<>(items);
        all.addAll(left);
        Map<String, Instant> allSeen = new TreeMap<>(seen);
        left.forEach(item -> allSeen.put(item.path(), item.since()));
        return new Settling(all, allSeen, isSettled, settlesAt);
    }

    static <S extends Message> Settling of(Difference<S> difference, Map<String, Instant> seenBefore, Instant now) {
        List<Verdict<S>> differing = new ArrayList<>(difference.in(Case.DRIFT));
        differing.addAll(difference.in(Case.LEFT));
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
        Optional<Instant> settlesAt = differing.stream()
                .filter(v -> v.outcome() == Case.DRIFT)
                .map(v -> seen.getOrDefault(v.field().path(), now))
                .min(Comparator.naturalOrder())
                .map(first -> first.plus(TIME));
        boolean isSettled = settlesAt.isPresent() && !now.isBefore(settlesAt.get());
        return new Settling(items, seen, isSettled, settlesAt);
    }
}

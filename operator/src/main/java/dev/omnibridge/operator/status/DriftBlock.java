package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.operator.plan.Contests;
import dev.omnibridge.operator.plan.DriftFound;
import dev.omnibridge.operator.plan.DriftItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Differences that somebody else made in Omni, as the status shows them: bounded, without secrets. */
final class DriftBlock {

    private static final int SHOWN = 10;
    private static final int LONGEST_PATCH = 2048;

    private DriftBlock() {}

    /** @param before in the last status: after a restart it knows better since when a difference stands */
    static @Nullable Drift of(DriftFound found, @Nullable Drift before) {
        List<DriftItem> items = found.items();
        if (items.isEmpty()) {
            return null;
        }
        List<Difference> shown = items.stream()
                .sorted(Comparator.comparing(DriftItem::resource).thenComparing(DriftItem::path))
                .limit(SHOWN)
                .map(DriftBlock::difference)
                .toList();
        return new Drift(since(items, before), items.size(), shown, contested(found.contests()), patch(found));
    }

    private static @Nullable List<ContestedField> contested(Contests contests) {
        return contests.since().isEmpty()
                ? null
                : new TreeMap<>(contests.since())
                        .entrySet().stream()
                                .limit(SHOWN)
                                .map(entry -> new ContestedField(
                                        entry.getKey(), entry.getValue().toString()))
                                .toList();
    }

    /** A patch that had to be cut, or that carries what must be masked, would do something else: then there is none. */
    private static @Nullable String patch(DriftFound found) {
        return found.suggestedPatch()
                .filter(patch -> Message.limited(patch, LONGEST_PATCH).equals(patch))
                .orElse(null);
    }

    /** The first difference in words, and how many there are. */
    static String words(List<DriftItem> items) {
        DriftItem item = items.stream()
                .min(Comparator.comparing(DriftItem::resource).thenComparing(DriftItem::path))
                .orElseThrow();
        String more = items.size() > 1 ? "; and " + (items.size() - 1) + " more, see status.drift" : "";
        return "%s %s: wanted %s, found %s since %s%s"
                .formatted(
                        item.resource(),
                        item.path(),
                        item.wanted().orElse("nothing"),
                        item.found().orElse("nothing"),
                        item.since().truncatedTo(ChronoUnit.SECONDS),
                        more);
    }

    private static String since(List<DriftItem> items, @Nullable Drift before) {
        Stream<Instant> known = before != null
                        && before.items() != null
                        && before.items().stream()
                                .anyMatch(old -> items.stream()
                                        .anyMatch(item -> item.path().equals(old.path())))
                ? Stream.of(Instant.parse(before.since()))
                : Stream.empty();
        return Stream.concat(known, items.stream().map(DriftItem::since))
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static Difference difference(DriftItem item) {
        return DifferenceText.of(item.resource(), Optional.of(item.path()), item.wanted(), item.found());
    }
}

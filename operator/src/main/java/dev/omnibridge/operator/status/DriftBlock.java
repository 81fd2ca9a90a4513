package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.operator.plan.DriftItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Differences that somebody else made in Omni, as the status shows them. */
final class DriftBlock {

    private static final int SHOWN = 10;

    private DriftBlock() {}

    static @Nullable Drift of(List<DriftItem> items) {
        if (items.isEmpty()) {
            return null;
        }
        List<Difference> shown = items.stream()
                .sorted(Comparator.comparing(DriftItem::resource).thenComparing(DriftItem::path))
                .limit(SHOWN)
                .map(DriftBlock::difference)
                .toList();
        return new Drift(since(items).toString(), items.size(), shown);
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

    private static Instant since(List<DriftItem> items) {
        return items.stream()
                .map(DriftItem::since)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static Difference difference(DriftItem item) {
        return DifferenceText.of(item.resource(), Optional.of(item.path()), item.wanted(), item.found());
    }
}

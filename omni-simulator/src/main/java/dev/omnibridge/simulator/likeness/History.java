package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What happened to one resource.
 *
 * @param resource kind and id
 * @param events everything, in order
 */
record History(String resource, List<Event> events) {

    static History of(String resource, List<Event> all) {
        return new History(
                resource,
                all.stream().filter(event -> event.resource().equals(resource)).toList());
    }

    String kind() {
        return resource.substring(0, resource.indexOf(' '));
    }

    History until(Duration end) {
        return new History(
                resource,
                events.stream().filter(event -> event.at().compareTo(end) <= 0).toList());
    }

    /** Events without what is compared apart; those that changed nothing else are left out. */
    List<Event> ordered() {
        List<Event> ordered = new ArrayList<>();
        for (Event event : events) {
            List<Change> changes = event.changes().stream()
                    .filter(change -> !Tolerance.isUnordered(change) && Lane.of(kind(), change) == Lane.HISTORY)
                    .toList();
            if (!changes.isEmpty() || event.changes().isEmpty()) {
                ordered.add(event.with(changes));
            }
        }
        return ordered;
    }

    /** Finalizers that come and go in any order. */
    Set<String> finalizers() {
        return events.stream()
                .flatMap(event -> event.changes().stream())
                .filter(Tolerance::isUnordered)
                .map(Change::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What differs from what was recorded. */
    List<Difference> differences(History recorded, Alignment alignment, Duration end, Duration moment) {
        List<Difference> differences = new ArrayList<>();
        Set<String> there = recorded.finalizers();
        Set<String> missing = new TreeSet<>(there);
        missing.removeAll(finalizers());
        Set<String> more = new TreeSet<>(until(end).finalizers());
        more.removeAll(there);
        if (!missing.isEmpty() || !more.isEmpty()) {
            differences.add(new Difference(resource, "among its finalizers", missing.toString(), more.toString()));
        }
        if (!alignment.fits()) {
            List<Event> expected = recorded.ordered();
            int fit = alignment.recordedFit();
            differences.add(new Difference(
                    resource,
                    fit == 0
                            ? "as its first event"
                            : "after \"" + expected.get(fit - 1).words() + "\"",
                    at(expected, fit),
                    at(ordered(), alignment.cameFit())));
        }
        boolean areEqual = false;
        for (int n = until(end).events().size(); n <= events.size() && !areEqual; n++) {
            areEqual = areEqual(events.subList(0, n), recorded.events(), moment);
        }
        if (!areEqual) {
            differences.add(new Difference(
                    resource,
                    "in what is counted",
                    Lane.apart(recorded.events(), Duration.ZERO).toString(),
                    Lane.apart(until(end).events(), Duration.ZERO).toString()));
        }
        return differences;
    }

    /** Whether counters turn alike, or would without what stood for a moment. */
    private static boolean areEqual(List<Event> came, List<Event> recorded, Duration moment) {
        return Lane.areEqual(Lane.apart(came, Duration.ZERO), Lane.apart(recorded, Duration.ZERO))
                || Lane.areEqual(Lane.apart(came, moment), Lane.apart(recorded, moment));
    }

    private static String at(List<Event> events, int index) {
        return index < events.size()
                ? events.get(index).words() + " [v" + events.get(index).version() + "]"
                : "nothing more";
    }
}

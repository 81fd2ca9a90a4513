package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What of a resource counts on its own, apart from its other changes: counters go up and down, and only where they turn is compared; of
 * others only whether they change.
 */
enum Lane {
    /** Counters of machines. */
    COUNTER,
    /** Versions and hashes that go on whenever an input does. */
    MARK,
    /** What Omni reads from a machine when it polls it: names. */
    POLLED,
    /** Everything else: an event of the history. */
    HISTORY;

    static Lane of(Change change) {
        if (change.facet().startsWith("machines.")) {
            return COUNTER;
        }
        if (List.of("label hostname", "label node-name").contains(change.facet())) {
            return POLLED;
        }
        return List.of("config_hash", "cluster_machine_config_version", "annotation inputResourceVersion")
                        .contains(change.facet())
                ? MARK
                : HISTORY;
    }

    /**
     * By facet, where a counter turns and where it ends, and whether a mark changes.
     *
     * @param moment a count that stood for less is left out
     */
    static SequencedMap<String, List<String>> apart(List<Event> events, Duration moment) {
        SequencedMap<String, List<String>> lanes = new LinkedHashMap<>();
        SequencedMap<String, Counter> counters = new LinkedHashMap<>();
        for (Event event : events) {
            for (Change change : event.changes()) {
                switch (of(change)) {
                    case COUNTER ->
                        counters.computeIfAbsent(change.facet(), facet -> new Counter(change.before()))
                                .goTo(change.after(), event.at());
                    case POLLED -> addValue(lanes.computeIfAbsent(change.facet(), facet -> new ArrayList<>()), change);
                    case MARK -> lanes.put(change.facet(), List.of("changes"));
                    case HISTORY -> {}
                }
            }
        }
        counters.forEach((facet, counter) -> lanes.put(facet, counter.turns(moment)));
        return lanes;
    }

    /** A name may be empty for a moment (live-checks.md). */
    private static void addValue(List<String> values, Change change) {
        if (!change.after().isEmpty()) {
            values.add(change.after());
        }
    }
}

package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a resource counts on its own, apart from its other changes: counters go up and down, and only where they turn is compared; of
 * others only whether they change.
 */
enum Lane {
    /** Counters of machines. */
    COUNTER,
    /** Versions and hashes that go on whenever an input does. */
    MARK,
    /** What Omni reads from a machine when it polls it: names, and whether it is in maintenance. */
    POLLED,
    /** Everything else: an event of the history. */
    HISTORY;

    private static final Set<String> POLLED_NAMES = Set.of("label hostname", "label node-name");
    /** Of MachineStatuses; they come with a poll, and the rest when the machine's place changes. */
    private static final Set<String> FACTS = Set.of("network.hostname", "maintenance");

    static Lane of(String kind, Change change) {
        if (change.facet().startsWith("machines.")) {
            return COUNTER;
        }
        boolean isName = POLLED_NAMES.contains(change.facet());
        boolean isFact = kind.equals("MachineStatuses") && FACTS.contains(change.facet());
        if (isName || isFact) {
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
                switch (of(event.kind(), change)) {
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

    /** Whether both go the same way; of what is polled the last may be missing, where a machine was not polled any more. */
    static boolean areEqual(SequencedMap<String, List<String>> some, SequencedMap<String, List<String>> others) {
        Set<String> facets = new TreeSet<>(some.keySet());
        facets.addAll(others.keySet());
        return facets.stream().allMatch(facet -> {
            List<String> here = some.getOrDefault(facet, List.of());
            List<String> there = others.getOrDefault(facet, List.of());
            int common = Math.min(here.size(), there.size());
            return isPolled(facet) ? here.subList(0, common).equals(there.subList(0, common)) : here.equals(there);
        });
    }

    private static boolean isPolled(String facet) {
        return POLLED_NAMES.contains(facet) || FACTS.contains(facet);
    }

    /** A name may be empty for a moment (live-checks.md). */
    private static void addValue(List<String> values, Change change) {
        if (!change.after().isEmpty()) {
            values.add(change.after());
        }
    }
}

package dev.omnibridge.operator.story;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What something costs, in counts and not in time, so that it is the same on every machine.
 *
 * @param counts by words: {@code Omni Update}, {@code API PATCH omniclusters/status}, {@code pass OmniCluster}; none is zero
 */
record Cost(SortedMap<String, Long> counts) {

    /** How often one thing happened. */
    long of(String words) {
        return counts.getOrDefault(words, 0L);
    }

    Cost minus(Cost earlier) {
        return new Cost(counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() - earlier.of(entry.getKey())))
                .filter(entry -> entry.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)));
    }

    /** Where it is more than allowed; what is not in the bounds is not allowed at all. */
    List<String> beyond(Map<String, Long> bounds) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > bounds.getOrDefault(entry.getKey(), 0L))
                .map(entry -> "%s: %s, at most %s"
                        .formatted(entry.getKey(), entry.getValue(), bounds.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }
}

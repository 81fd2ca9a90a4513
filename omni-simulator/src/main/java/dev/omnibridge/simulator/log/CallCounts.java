package dev.omnibridge.simulator.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls arrived.
 *
 * @param byMethod unary and listing calls by method, for instance {@code Get} or {@code Kubeconfig}; watches are not among them
 * @param watchesOpened watches by full type name
 */
public record CallCounts(Map<String, Long> byMethod, Map<String, Long> watchesOpened) {

    public CallCounts {
        byMethod = Map.copyOf(byMethod);
        watchesOpened = Map.copyOf(watchesOpened);
    }

    /** How many calls of one method arrived. */
    public long of(String method) {
        return byMethod.getOrDefault(method, 0L);
    }

    /** How many calls arrived that were no watches. */
    public long total() {
        return byMethod.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many watches were opened. */
    public long watches() {
        return watchesOpened.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many calls arrived, watches among them. */
    public long all() {
        return total() + watches();
    }

    CallCounts minus(CallCounts earlier) {
        return new CallCounts(difference(byMethod, earlier.byMethod), difference(watchesOpened, earlier.watchesOpened));
    }

    private static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
        Map<String, Long> difference = new HashMap<>();
        later.forEach((key, count) -> {
            long more = count - earlier.getOrDefault(key, 0L);
            if (more > 0) {
                difference.put(key, more);
            }
        });
        return difference;
    }

    @Override
    public String toString() {
        return new TreeMap<>(byMethod) + ", watches " + new TreeMap<>(watchesOpened);
    }
}

package dev.omnibridge.simulator.likeness;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some events of one resource in a row, taken together.
 *
 * @param verb of the first
 * @param net last value of each facet that changed
 */
record Block(Event.Verb verb, Map<String, String> net) {

    /** Takes events together; empty if a value would be lost, because a facet goes back to one that it had on the way. */
    static Optional<Block> of(List<Event> events) {
        Map<String, String> net = new LinkedHashMap<>();
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        for (Event event : events) {
            boolean isFirst = event.equals(events.getFirst());
            if (!isFirst && event.verb() != Event.Verb.UPDA) {
                return Optional.empty();
            }
            for (Change change : event.changes()) {
                Set<String> values =
                        seen.computeIfAbsent(change.facet(), facet -> new HashSet<>(Set.of(change.before())));
                boolean isLost = net.containsKey(change.facet())
                        && !Tolerance.maySkip(change, net.getOrDefault(change.facet(), ""));
                if (events.size() > 1 && (isLost || !values.add(change.after()))) {
                    return Optional.empty();
                }
                net.put(change.facet(), change.after());
            }
        }
        return Optional.of(new Block(events.getFirst().verb(), net));
    }

    /** Whether another, of what came, says the same as this one, of what was recorded. */
    boolean equalsNet(Block other) {
        boolean isCut = net.containsKey(Change.CUT.facet());
        return verb == other.verb && (isCut ? other.net.entrySet().containsAll(shown()) : net.equals(other.net));
    }

    private Set<Map.Entry<String, String>> shown() {
        Map<String, String> shown = new LinkedHashMap<>(net);
        shown.remove(Change.CUT.facet());
        return shown.entrySet();
    }
}

package dev.omnibridge.simulator.likeness;

import java.time.Duration;
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

    /**
     * Takes events together; empty if a value would be lost, because a facet goes back to one that it had on the way.
     *
     * @param moment what stood for less time than that may be lost all the same
     */
    static Optional<Block> of(List<Event> events, Duration moment) {
        Map<String, Values> byFacet = new LinkedHashMap<>();
        for (Event event : events) {
            if (event != events.getFirst() && event.verb() != Event.Verb.UPDA) {
                return Optional.empty();
            }
            event.changes()
                    .forEach(change -> byFacet.computeIfAbsent(change.facet(), facet -> new Values())
                            .add(change, event.at()));
        }
        if (events.size() == 1) {
            Map<String, String> net = new LinkedHashMap<>();
            events.getFirst().changes().forEach(change -> net.put(change.facet(), change.after()));
            return Optional.of(new Block(events.getFirst().verb(), net));
        }
        Map<String, String> net = new LinkedHashMap<>();
        for (Map.Entry<String, Values> facet : byFacet.entrySet()) {
            Values seen = facet.getValue().seen(moment);
            if (!seen.mayBeMerged()) {
                return Optional.empty();
            }
            seen.last().ifPresent(value -> net.put(facet.getKey(), value));
        }
        if (events.getFirst().verb() == Event.Verb.CREA) {
            // what a creation set and a later write took away was never there
            net.entrySet().removeIf(entry -> isUnset(entry.getKey(), entry.getValue()));
        }
        return Optional.of(new Block(events.getFirst().verb(), net));
    }

    private static boolean isUnset(String facet, String value) {
        return value.equals(Change.ABSENT) || ((value.isEmpty() || value.equals("[]")) && !Change.isMetadata(facet));
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

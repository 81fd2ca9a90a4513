package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One event of a watch.
 *
 * @param at when, from the beginning of the day
 * @param verb what happened
 * @param kind type name up to its first dot
 * @param id id; of machines the first four digits
 * @param version version after it, for a destruction the last one
 * @param changes what changed; of a creation everything that is set
 */
public record Event(Duration at, Verb verb, String kind, String id, long version, List<Change> changes) {

    /** What happened to a resource. */
    public enum Verb {
        CREA("is created"),
        UPDA("is updated"),
        DEST("is destroyed");

        private final String words;

        Verb(String words) {
            this.words = words;
        }
    }

    /** Copies the changes. */
    public Event {
        changes = List.copyOf(changes);
    }

    /** The resource, for instance {@code Clusters demo}. */
    public String resource() {
        return kind + " " + id;
    }

    Event with(List<Change> others) {
        return new Event(at, verb, kind, id, version, others);
    }

    /** What happens, without time and resource. */
    public String words() {
        return verb.words
                + (changes.isEmpty()
                        ? ""
                        : changes.stream().map(Change::toString).collect(Collectors.joining("; ", " (", ")")));
    }
}

package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.simulator.state.Labels;
import java.util.List;
import java.util.Map;

/**
 * One entry of a machine class's {@code match_labels}: comma-separated terms which must all hold (resources.md 9). Terms are
 * {@code key}, {@code !key}, {@code key = v}, {@code ==}, {@code !=}, {@code in (a, b)}, {@code notin (a, b)} and the four comparisons,
 * whose numbers may carry a unit such as {@code GiB}.
 */
public record Selector(LabelQuery query) {

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException if it is none; the message is Omni's own
     */
    public static Selector parse(String text) {
        return new Selector(SelectorReader.read(text));
    }

    /** Whether the labels satisfy all terms. */
    public boolean matches(Map<String, String> labels) {
        return Labels.match(labels, List.of(query));
    }

    /** Whether a term speaks about this label. */
    public boolean names(String key) {
        return query.terms().stream().anyMatch(term -> term.key().equals(key));
    }
}

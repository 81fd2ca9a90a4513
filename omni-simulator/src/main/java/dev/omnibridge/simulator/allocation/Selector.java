package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.simulator.state.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a machine class's {@code match_labels}: comma-separated terms which must all hold (resources.md 9). Terms are
 * {@code key}, {@code !key}, {@code key = v}, {@code ==}, {@code !=}, {@code in (a, b)}, {@code notin (a, b)} and the four comparisons,
 * whose numbers may carry a unit such as {@code GiB}.
 */
public record Selector(LabelQuery query) {

    private static final String KEY = "([^\\s,!=<>()]+)";
    private static final Pattern SPLIT = Pattern.compile(",(?![^(]*\\))");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern COMPARISON = Pattern.compile(KEY + "\\s*(==|!=|<=|>=|=|<|>)\\s*(.*)");
    private static final Pattern MEMBERSHIP = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\((.*)\\)");

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException if a term has none of the forms above; the message names the term
     */
    public static Selector parse(String text) {
        return new Selector(new LabelQuery(Arrays.stream(SPLIT.split(text))
                .map(String::strip)
                .map(Selector::term)
                .toList()));
    }

    /** Whether the labels satisfy all terms. */
    public boolean matches(Map<String, String> labels) {
        return Labels.match(labels, List.of(query));
    }

    /** Whether a term speaks about this label. */
    public boolean names(String key) {
        return query.terms().stream().anyMatch(term -> term.key().equals(key));
    }

    private static Term term(String text) {
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            return new Term.Exists(exists.group(2), !exists.group(1).isEmpty());
        }
        Matcher membership = MEMBERSHIP.matcher(text);
        if (membership.matches()) {
            List<String> values = Arrays.stream(membership.group(3).split(","))
                    .map(String::strip)
                    .toList();
            return new Term.In(membership.group(1), values, membership.group(2).equals("notin"));
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return compare(
                    comparison.group(1),
                    comparison.group(2),
                    comparison.group(3).strip());
        }
        throw new IllegalArgumentException("label selector term \"" + text
                + "\" is not understood: write key, !key, key = value, key != value, key in (a, b), key notin (a, b), key < n, <=, >"
                + " or >=");
    }

    private static Term compare(String key, String operator, String value) {
        return switch (operator) {
            case "!=" -> new Term.Equal(key, value, true);
            case "<" -> new Term.LessThan(key, value, false, false);
            case "<=" -> new Term.LessThan(key, value, true, false);
            case ">" -> new Term.LessThan(key, value, true, true);
            case ">=" -> new Term.LessThan(key, value, false, true);
            default -> new Term.Equal(key, value, false);
        };
    }
}

package dev.omnibridge.helm;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What an expression of PromQL names. Knows as much of the language as dashboard and alerts use, and any other word is foreign to it. */
record Query(String text) {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SELECTOR = Pattern.compile("(omnibridge_\\w+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Set<String> WORDS = Set.of(
            "absent",
            "by",
            "count",
            "histogram_quantile",
            "label_values",
            "max",
            "min",
            "or",
            "rate",
            "sum",
            "time",
            "vector");

    /** One {@code metric{label="value"}}. */
    record Selector(String metric, List<String> labels) {}

    /** All names but those of functions and keywords: metrics, and labels. */
    List<String> names() {
        return TOKEN.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith("\"") && !token.startsWith("["))
                .filter(token -> !WORDS.contains(token))
                .toList();
    }

    List<String> metrics() {
        return names().stream().filter(name -> name.startsWith("omnibridge_")).toList();
    }

    /** All names that are no metric. */
    List<String> labels() {
        return names().stream().filter(name -> !name.startsWith("omnibridge_")).toList();
    }

    List<Selector> selectors() {
        return SELECTOR.matcher(text)
                .results()
                .map(found -> new Selector(
                        found.group(1),
                        MATCHER.matcher(found.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .toList()))
                .toList();
    }

    /** By what it groups. */
    List<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(found -> List.of(found.group(1).split(",")).stream())
                .map(String::strip)
                .toList();
    }
}

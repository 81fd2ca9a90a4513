package dev.omnibridge.operator.machineclass;

import dev.omnibridge.operator.machineclass.LabelTerm.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one selector, terms separated by commas. Values run to the next comma and may hold spaces; newer Omni also takes them in double
 * quotes, with a backslash before a quote.
 */
final class SelectorParser {

    private static final Pattern TERM =
            Pattern.compile("\\s*(?<not>!)?\\s*(?<key>\"(?:[^\"\\\\]|\\\\.)*\"|[^=!<>(),\\s\"]+)\\s*"
                    + "(?:(?<op>==|=|!=|>=|<=|>|<)(?<value>.*)|(?<=\\s)(?<set>in|notin)\\s*\\((?<list>.*)\\)\\s*)?");

    private SelectorParser() {}

    static List<LabelTerm> parse(String selector) {
        if (selector.isBlank()) {
            return List.of();
        }
        return split(selector).stream().map(SelectorParser::term).toList();
    }

    private static LabelTerm term(String text) {
        Matcher matcher = TERM.matcher(text);
        if (!matcher.matches()) {
            throw new SelectorSyntaxException(text.strip());
        }
        String key = unquote(matcher.group("key"));
        boolean negated = matcher.group("not") != null;
        if (matcher.group("set") != null && !negated) {
            List<String> values = split(matcher.group("list")).stream()
                    .map(value -> unquote(value.strip()))
                    .toList();
            return new LabelTerm(key, Operator.IN, values, matcher.group("set").equals("notin"));
        }
        if (matcher.group("op") != null && !negated) {
            return comparison(key, matcher.group("op"), matcher.group("value"), text);
        }
        if (matcher.group("op") != null || matcher.group("set") != null) {
            throw new SelectorSyntaxException(text.strip());
        }
        return new LabelTerm(key, Operator.EXISTS, List.of(), negated);
    }

    private static LabelTerm comparison(String key, String operator, String rest, String text) {
        String value = unquote(rest.stripLeading());
        if (!rest.strip().startsWith("\"") && value.chars().anyMatch(c -> "=!<>()".indexOf(c) >= 0)) {
            throw new SelectorSyntaxException(text.strip());
        }
        List<String> values = List.of(value);
        return switch (operator) {
            case "!=" -> new LabelTerm(key, Operator.IN, values, true);
            case "<" -> new LabelTerm(key, Operator.LESS, values, false);
            case "<=" -> new LabelTerm(key, Operator.LESS_OR_EQUAL, values, false);
            // Omni reads these as the opposite of the two above, which decides what a missing label means
            case ">=" -> new LabelTerm(key, Operator.LESS, values, true);
            case ">" -> new LabelTerm(key, Operator.LESS_OR_EQUAL, values, true);
            default -> new LabelTerm(key, Operator.IN, values, false);
        };
    }

    /** Parts between commas that stand outside of parentheses and quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                }
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquote(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2 || !stripped.startsWith("\"") || !stripped.endsWith("\"")) {
            return text;
        }
        return stripped.substring(1, stripped.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}

package dev.omnibridge.simulator.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a selector of a machine class only to say what is wrong with it, in the words of the label parser that Omni borrowed from Kubernetes
 * (resources.md 9). Values may contain blanks, so a value runs to the next comma or parenthesis.
 */
final class SelectorSyntax {

    private static final Pattern TOKEN = Pattern.compile("\\s*(==|!=|<=|>=|[=!<>(),]|[^\\s=!<>(),]+)");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SIGNS = Set.of("=", "==", "!=", "<", "<=", ">", ">=", "(", ")", ",", "!");

    private final ArrayDeque<String> tokens = new ArrayDeque<>();
    private final List<String> keys = new ArrayList<>();

    private SelectorSyntax(String selector) {
        Matcher matcher = TOKEN.matcher(selector);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /**
     * What is wrong with a selector.
     *
     * @param forbiddenKey label that must not be used
     */
    static Optional<String> problem(String selector, String forbiddenKey) {
        SelectorSyntax syntax = new SelectorSyntax(selector);
        try {
            do {
                syntax.term();
            } while (syntax.accept(","));
            if (!syntax.tokens.isEmpty()) {
                throw syntax.expected("',' or 'end of string'");
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "failed to parse matchLabels: rpc error: code = InvalidArgument desc = unable to parse term: "
                            + e.getMessage());
        }
        return syntax.keys.contains(forbiddenKey)
                ? Optional.of("selectors using label " + forbiddenKey + " are not allowed")
                : Optional.empty();
    }

    private void term() {
        boolean isInverted = accept("!");
        keys.add(identifier("identifier"));
        if (isInverted || tokens.isEmpty() || next().equals(",")) {
            return;
        }
        if (accept("in") || accept("notin")) {
            values();
        } else if (COMPARISONS.contains(next())) {
            tokens.remove();
            value();
        } else {
            throw expected("in, notin, =, ==, !=, gt, lt");
        }
    }

    private void values() {
        if (!accept("(")) {
            throw expected("'('");
        }
        while (!accept(")")) {
            if (!accept(",")) {
                identifier("',', ')' or identifier");
            }
        }
    }

    private void value() {
        while (!tokens.isEmpty() && !next().equals(",")) {
            identifier("identifier");
        }
    }

    private String identifier(String expectation) {
        if (tokens.isEmpty() || SIGNS.contains(next())) {
            throw expected(expectation);
        }
        return tokens.remove();
    }

    private boolean accept(String token) {
        if (!next().equals(token)) {
            return false;
        }
        tokens.remove();
        return true;
    }

    private String next() {
        return tokens.isEmpty() ? "" : tokens.element();
    }

    private IllegalArgumentException expected(String expectation) {
        return new IllegalArgumentException("found '" + next() + "', expected: " + expectation);
    }
}

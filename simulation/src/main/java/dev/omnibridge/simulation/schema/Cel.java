package dev.omnibridge.simulation.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The part of CEL that rules of our definitions use, over plain maps, lists, texts, numbers and truth values. What it does not know is an error,
 * never a rule that holds.
 */
final class Cel {

    private static final Map<String, Expression> PARSED = new ConcurrentHashMap<>();

    /** A parsed expression. */
    interface Expression {
        Object value(Map<String, Object> variables);
    }

    private final String text;
    private int at;

    private Cel(String text) {
        this.text = text;
    }

    /** Whether a rule holds. */
    static boolean holds(String rule, Map<String, Object> variables) {
        return (Boolean) PARSED.computeIfAbsent(rule, Cel::parse).value(variables);
    }

    private static Expression parse(String rule) {
        Cel cel = new Cel(rule);
        Expression expression = cel.ternary();
        cel.skip();
        if (cel.at != rule.length()) {
            throw cel.unknown();
        }
        return expression;
    }

    private Expression ternary() {
        Expression condition = or();
        if (!take("?")) {
            return condition;
        }
        Expression yes = ternary();
        require(":");
        Expression no = ternary();
        return v -> (Boolean) condition.value(v) ? yes.value(v) : no.value(v);
    }

    private Expression or() {
        Expression left = and();
        while (take("||")) {
            Expression one = left;
            Expression other = and();
            left = v -> (Boolean) one.value(v) || (Boolean) other.value(v);
        }
        return left;
    }

    private Expression and() {
        Expression left = relation();
        while (take("&&")) {
            Expression one = left;
            Expression other = relation();
            left = v -> (Boolean) one.value(v) && (Boolean) other.value(v);
        }
        return left;
    }

    private Expression relation() {
        Expression left = sum();
        for (String operator : List.of("==", "!=", ">=", "<=", ">", "<")) {
            if (take(operator)) {
                Expression right = sum();
                return v -> CelValues.compare(operator, left.value(v), right.value(v));
            }
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            String operator = take("+") ? "+" : take("-") ? "-" : "";
            if (operator.isEmpty()) {
                return left;
            }
            Expression one = left;
            Expression other = product();
            left = v -> CelValues.compute(operator, one.value(v), other.value(v));
        }
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            String operator = take("*") ? "*" : take("/") ? "/" : take("%") ? "%" : "";
            if (operator.isEmpty()) {
                return left;
            }
            Expression one = left;
            Expression other = unary();
            left = v -> CelValues.compute(operator, one.value(v), other.value(v));
        }
    }

    private Expression unary() {
        skip();
        if (text.startsWith("!", at) && !text.startsWith("!=", at)) {
            at++;
            Expression inner = unary();
            return v -> !(Boolean) inner.value(v);
        }
        return postfix();
    }

    private Expression postfix() {
        Expression value = primary();
        while (true) {
            if (take(".")) {
                String name = name();
                value = take("(") ? method(value, name) : field(value, name);
            } else if (take("[")) {
                Expression target = value;
                Expression index = ternary();
                require("]");
                value = v -> CelValues.index(target.value(v), index.value(v));
            } else {
                return value;
            }
        }
    }

    private static Expression field(Expression target, String name) {
        return v -> CelValues.index(target.value(v), name);
    }

    private Expression method(Expression target, String name) {
        if (List.of("all", "exists", "exists_one", "map", "filter").contains(name)) {
            String variable = name();
            require(",");
            Expression body = ternary();
            require(")");
            return v -> CelValues.macro(name, target.value(v), bound(v, variable, body));
        }
        List<Expression> arguments = arguments();
        return v -> CelValues.method(
                name, target.value(v), arguments.stream().map(a -> a.value(v)).toList());
    }

    private static Function<Object, Object> bound(Map<String, Object> variables, String name, Expression body) {
        return element -> {
            Map<String, Object> inner = new java.util.HashMap<>(variables);
            inner.put(name, element);
            return body.value(inner);
        };
    }

    private Expression primary() {
        skip();
        if (at >= text.length()) {
            throw unknown();
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            String literal = literal(c);
            return v -> literal;
        }
        if (Character.isDigit(c)) {
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            long number = Long.parseLong(text.substring(from, at));
            return v -> number;
        }
        if (take("(")) {
            Expression inner = ternary();
            require(")");
            return inner;
        }
        if (take("[")) {
            List<Expression> elements = elements("]");
            return v -> elements.stream().map(e -> e.value(v)).toList();
        }
        return named(name());
    }

    private Expression named(String name) {
        if (name.equals("true") || name.equals("false")) {
            boolean value = name.equals("true");
            return v -> value;
        }
        if (!take("(")) {
            return v -> java.util.Objects.requireNonNull(v.get(name), name);
        }
        if (name.equals("has")) {
            int from = at;
            Expression path = postfix();
            require(")");
            String last = text.substring(from, at - 1).trim();
            return v -> CelValues.isThere(() -> path.value(v), last);
        }
        List<Expression> arguments = arguments();
        return v ->
                CelValues.function(name, arguments.stream().map(a -> a.value(v)).toList());
    }

    private List<Expression> arguments() {
        return elements(")");
    }

    private List<Expression> elements(String end) {
        List<Expression> elements = new ArrayList<>();
        if (take(end)) {
            return elements;
        }
        do {
            elements.add(ternary());
        } while (take(","));
        require(end);
        return elements;
    }

    private String literal(char quote) {
        StringBuilder value = new StringBuilder();
        at++;
        while (text.charAt(at) != quote) {
            if (text.charAt(at) == '\\') {
                at++;
                value.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at) == 't' ? '\t' : text.charAt(at));
            } else {
                value.append(text.charAt(at));
            }
            at++;
        }
        at++;
        return value.toString();
    }

    private String name() {
        skip();
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (from == at) {
            throw unknown();
        }
        return text.substring(from, at);
    }

    private boolean take(String token) {
        skip();
        boolean isNext = text.startsWith(token, at)
                && !(token.equals("?") && text.startsWith("?.", at))
                && !(token.equals(">") && text.startsWith(">=", at))
                && !(token.equals("<") && text.startsWith("<=", at));
        if (isNext) {
            at += token.length();
        }
        return isNext;
    }

    private void require(String token) {
        if (!take(token)) {
            throw unknown();
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "the simulation can't read this CEL rule from character " + at + " on; teach it: " + text);
    }
}

package dev.omnibridge.simulator.state;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** COSI's label queries applied to labels (wire-protocol.md 5.7). */
public final class Labels {

    private static final Pattern NUMBER = Pattern.compile("\\s*(-?\\d+)\\s*(.*)", Pattern.DOTALL);
    private static final List<String> UNITS = List.of("pi", "ti", "gi", "mi", "ki", "p", "t", "g", "m", "k");
    private static final List<BigInteger> FACTORS = List.of(
            BigInteger.TWO.pow(50),
            BigInteger.TWO.pow(40),
            BigInteger.TWO.pow(30),
            BigInteger.TWO.pow(20),
            BigInteger.TWO.pow(10),
            BigInteger.TEN.pow(15),
            BigInteger.TEN.pow(12),
            BigInteger.TEN.pow(9),
            BigInteger.TEN.pow(6),
            BigInteger.TEN.pow(3));

    private Labels() {}

    /** Whether the labels fit at least one of the queries; no query fits everything. */
    public static boolean match(Map<String, String> labels, List<LabelQuery> queries) {
        return queries.isEmpty()
                || queries.stream().anyMatch(query -> query.terms().stream().allMatch(term -> matches(labels, term)));
    }

    private static boolean matches(Map<String, String> labels, Term term) {
        Optional<String> value = Optional.ofNullable(labels.get(term.key()));
        return switch (term) {
            case Term.Exists exists -> value.isPresent() != exists.inverted();
            case Term.Equal equal -> value.equals(Optional.of(equal.value())) != equal.inverted();
            case Term.In in -> value.filter(in.values()::contains).isPresent() != in.inverted();
            case Term.LessThan less ->
                value.flatMap(text -> compareNumbers(text, less.bound()))
                        .map(order -> (less.orEqual() ? order <= 0 : order < 0) != less.inverted())
                        .orElse(false);
        };
    }

    /** Order of two numbers with optional unit, such as {@code 16 GiB}; empty if one of them is no number. */
    public static Optional<Integer> compareNumbers(String left, String right) {
        return number(left).flatMap(l -> number(right).map(l::compareTo));
    }

    private static Optional<BigInteger> number(String text) {
        var matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(matcher.group(1));
        String unit = matcher.group(2).strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < UNITS.size(); i++) {
            if (unit.startsWith(UNITS.get(i))) {
                return Optional.of(number.multiply(FACTORS.get(i)));
            }
        }
        // anything else behind the digits, also a decimal point, makes it no number
        return unit.isEmpty() ? Optional.of(number) : Optional.empty();
    }
}

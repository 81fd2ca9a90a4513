package dev.omnibridge.operator.machineclass;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with units as Omni compares them in selectors: {@code 16GiB}, {@code 500GB}, {@code 8}. Only the first letter of a unit counts,
 * with an {@code i} for powers of two, so {@code 16Gi} and {@code 16GiB} are the same.
 */
final class Quantity {

    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]+)\\s*([A-Za-z]*).*");

    private static final Map<String, Long> DECIMAL = Map.of(
            "k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L, "t", 1_000_000_000_000L, "p", 1_000_000_000_000_000L);

    private static final Map<String, Long> BINARY =
            Map.of("ki", 1L << 10, "mi", 1L << 20, "gi", 1L << 30, "ti", 1L << 40, "pi", 1L << 50);

    private Quantity() {}

    /** The number; empty if the text is none. */
    static OptionalLong parse(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        OptionalLong factor = factor(matcher.group(2).toLowerCase(Locale.ROOT));
        if (factor.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor.getAsLong()));
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong factor(String unit) {
        if (unit.isEmpty()) {
            return OptionalLong.of(1);
        }
        Long binary = unit.length() > 1 ? BINARY.get(unit.substring(0, 2)) : null;
        if (binary != null) {
            return OptionalLong.of(binary);
        }
        Long decimal = DECIMAL.get(unit.substring(0, 1));
        return decimal == null ? OptionalLong.empty() : OptionalLong.of(decimal);
    }
}

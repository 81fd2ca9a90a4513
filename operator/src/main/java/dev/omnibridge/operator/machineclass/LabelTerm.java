package dev.omnibridge.operator.machineclass;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One condition on one label.
 *
 * @param values what the label is compared with; empty for {@link Operator#EXISTS}
 * @param inverted whether the opposite is asked; a label that is missing satisfies it, also for numbers, as in Omni
 */
record LabelTerm(String key, Operator operator, List<String> values, boolean inverted) {

    enum Operator {
        EXISTS,
        IN,
        LESS,
        LESS_OR_EQUAL
    }

    LabelTerm {
        values = List.copyOf(values);
    }

    boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        if (value == null) {
            return inverted;
        }
        return switch (operator) {
            case EXISTS -> !inverted;
            case IN -> values.contains(value) != inverted;
            case LESS, LESS_OR_EQUAL -> compares(value);
        };
    }

    /** Texts that are no numbers never match, inverted or not. */
    private boolean compares(String value) {
        OptionalLong left = Quantity.parse(value);
        OptionalLong right = Quantity.parse(values.getFirst());
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        boolean smaller = operator == Operator.LESS
                ? left.getAsLong() < right.getAsLong()
                : left.getAsLong() <= right.getAsLong();
        return smaller != inverted;
    }
}

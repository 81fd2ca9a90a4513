package dev.omnibridge.simulation.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What CEL's operators and functions do with values. */
final class CelValues {

    private static final Pattern DURATION_PART = Pattern.compile("(\\d+)(h|m|s)");

    /** Something that is not there. */
    private static final class Absent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Absent(String what) {
            super(what, null, false, false);
        }
    }

    private CelValues() {}

    static boolean isThere(Supplier<Object> path, String what) {
        if (!what.contains(".")) {
            throw new IllegalArgumentException("has() needs a field: " + what);
        }
        try {
            return path.get() != null;
        } catch (Absent e) {
            return false;
        }
    }

    static Object index(Object target, Object key) {
        Object found = switch (target) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list when key instanceof Long number -> list.get(number.intValue());
            default -> throw new IllegalArgumentException("no field " + key + " in " + target);
        };
        if (found == null) {
            throw new Absent(String.valueOf(key));
        }
        return found;
    }

    static boolean compare(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case ">=" -> order(left, right) >= 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            default -> order(left, right) < 0;
        };
    }

    @SuppressWarnings("unchecked") // CEL compares only equals
    private static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    static Object compute(String operator, Object left, Object right) {
        if (left instanceof String text && operator.equals("+")) {
            return text + right;
        }
        long a = (Long) left;
        long b = (Long) right;
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
    }

    static Object macro(String name, Object target, Function<Object, Object> body) {
        List<?> elements = target instanceof Map<?, ?> map ? List.copyOf(map.keySet()) : (List<?>) target;
        return switch (name) {
            case "all" -> elements.stream().allMatch(e -> (Boolean) body.apply(e));
            case "exists" -> elements.stream().anyMatch(e -> (Boolean) body.apply(e));
            case "exists_one" ->
                elements.stream().filter(e -> (Boolean) body.apply(e)).count() == 1;
            case "filter" ->
                elements.stream().filter(e -> (Boolean) body.apply(e)).toList();
            default -> elements.stream().map(e -> body.apply(e)).toList();
        };
    }

    static Object method(String name, Object target, List<Object> arguments) {
        return switch (name) {
            case "size" -> size(target);
            case "matches" ->
                Pattern.compile((String) arguments.getFirst())
                        .matcher((String) target)
                        .find();
            case "startsWith" -> ((String) target).startsWith((String) arguments.getFirst());
            case "endsWith" -> ((String) target).endsWith((String) arguments.getFirst());
            case "contains" -> ((String) target).contains((String) arguments.getFirst());
            case "replace" -> ((String) target).replace((String) arguments.get(0), (String) arguments.get(1));
            case "indexOf" ->
                target instanceof String text
                        ? (long) text.indexOf((String) arguments.getFirst())
                        : (long) ((List<?>) target).indexOf(arguments.getFirst());
            case "sum" -> ((List<?>) target).stream().mapToLong(e -> (Long) e).sum();
            case "split" -> List.of(((String) target).split(Pattern.quote((String) arguments.getFirst()), -1));
            case "isSorted" ->
                IntStream.range(1, ((List<?>) target).size())
                        .allMatch(i -> order(((List<?>) target).get(i - 1), ((List<?>) target).get(i)) <= 0);
            default -> throw new IllegalArgumentException("the simulation does not know CEL's method " + name);
        };
    }

    static Object function(String name, List<Object> arguments) {
        return switch (name) {
            case "size" -> size(arguments.getFirst());
            case "duration" -> duration((String) arguments.getFirst());
            case "string" -> String.valueOf(arguments.getFirst());
            case "int" -> Long.parseLong(String.valueOf(arguments.getFirst()));
            default -> throw new IllegalArgumentException("the simulation does not know CEL's function " + name);
        };
    }

    private static long size(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> throw new IllegalArgumentException("no size: " + value);
        };
    }

    private static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        return sum;
    }
}

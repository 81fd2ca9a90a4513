package dev.omnibridge.operator.status;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers, lists and Omni's constants read in a message. */
final class Words {

    private Words() {}

    /** {@code 1 machine}, {@code 2 machines}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The first few of a list, and how many more there are. */
    static String first(Collection<String> items, int limit) {
        String shown = items.stream().limit(limit).collect(Collectors.joining("; "));
        return items.size() > limit ? shown + "; and " + (items.size() - limit) + " more" : shown;
    }

    /** A constant of Omni's protos as its own tools write it: {@code BEFORE_DESTROY} is {@code BeforeDestroy}. */
    static String camelCase(Enum<?> constant) {
        String name = constant.name();
        if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            return name;
        }
        return Arrays.stream(name.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}

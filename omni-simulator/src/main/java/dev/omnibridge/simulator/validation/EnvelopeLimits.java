package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Limits that hold for every resource (resources.md 3); an update is only asked about what it adds or changes. */
final class EnvelopeLimits {

    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_VALUE = 16_384;
    private static final int MOST_ENTRIES = 256;

    private final List<String> problems = new ArrayList<>();

    private EnvelopeLimits() {}

    static List<String> onCreate(Resource<?> next) {
        EnvelopeLimits limits = new EnvelopeLimits();
        limits.checkId(next.id());
        limits.checkEntries("label", Map.of(), next.labels());
        limits.checkEntries("annotation", Map.of(), next.annotations());
        return limits.problems;
    }

    static List<String> onUpdate(Resource<?> old, Resource<?> next) {
        EnvelopeLimits limits = new EnvelopeLimits();
        limits.checkEntries("label", old.labels(), next.labels());
        limits.checkEntries("annotation", old.annotations(), next.annotations());
        return limits.problems;
    }

    private void checkId(String id) {
        if (id.isEmpty()) {
            problems.add("resource ID must not be empty");
        }
        if (bytes(id) > LONGEST_NAME) {
            problems.add("resource ID is too long: " + bytes(id) + " bytes (max " + LONGEST_NAME + ")");
        }
        if (hasControlCharacters(id)) {
            problems.add("resource ID must not contain control characters");
        }
    }

    private void checkEntries(String kind, Map<String, String> old, Map<String, String> next) {
        if (next.size() > MOST_ENTRIES && next.size() > old.size()) {
            problems.add("too many " + kind + "s: " + next.size() + " (max " + MOST_ENTRIES + ")");
        }
        next.forEach((key, value) -> {
            if (!value.equals(old.get(key))) {
                checkEntry(kind, key, value);
            }
        });
    }

    private void checkEntry(String kind, String key, String value) {
        if (key.isEmpty()) {
            problems.add(kind + " key must not be empty");
        }
        if (bytes(key) > LONGEST_NAME) {
            problems.add(kind + " key is too long: " + bytes(key) + " bytes (max " + LONGEST_NAME + ")");
        }
        if (hasControlCharacters(key)) {
            problems.add(kind + " key must not contain control characters");
        }
        String which = kind + " value for key \"" + key + "\"";
        if (bytes(value) > LONGEST_VALUE) {
            problems.add(which + " is too long: " + bytes(value) + " bytes (max " + LONGEST_VALUE + ")");
        }
        if (hasControlCharacters(value)) {
            problems.add(which + " must not contain control characters");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean hasControlCharacters(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}

package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits that hold for every resource (resources.md 3); an update is only asked about what it adds or changes. Of the id, the labels and the
 * annotations the first problem each is told.
 */
final class EnvelopeLimits {

    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_VALUE = 16_384;
    private static final int MOST_ENTRIES = 256;

    private EnvelopeLimits() {}

    static List<String> onCreate(Resource<?> next) {
        return Stream.of(
                        id(next.id()),
                        entries("label", Map.of(), next.labels()),
                        entries("annotation", Map.of(), next.annotations()))
                .flatMap(Optional::stream)
                .toList();
    }

    static List<String> onUpdate(Resource<?> old, Resource<?> next) {
        return Stream.of(
                        entries("label", old.labels(), next.labels()),
                        entries("annotation", old.annotations(), next.annotations()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> id(String id) {
        if (id.isEmpty()) {
            return Optional.of("resource ID must not be empty");
        }
        if (bytes(id) > LONGEST_NAME) {
            return Optional.of("resource ID is too long: " + bytes(id) + " bytes (max " + LONGEST_NAME + ")");
        }
        return hasControlCharacters(id)
                ? Optional.of("resource ID must not contain control characters")
                : Optional.empty();
    }

    private static Optional<String> entries(String kind, Map<String, String> old, Map<String, String> next) {
        if (next.size() > MOST_ENTRIES && next.size() > old.size()) {
            return Optional.of("too many " + kind + "s: " + next.size() + " (max " + MOST_ENTRIES + ")");
        }
        return next.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
                .flatMap(entry -> entry(kind, entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> entry(String kind, String key, String value) {
        if (key.isEmpty()) {
            return Optional.of(kind + " key must not be empty");
        }
        if (bytes(key) > LONGEST_NAME) {
            return Optional.of(kind + " key is too long: " + bytes(key) + " bytes (max " + LONGEST_NAME + ")");
        }
        String quoted = GoText.quoted(key);
        if (hasControlCharacters(key)) {
            return Optional.of(kind + " key " + quoted + " must not contain control characters");
        }
        if (bytes(value) > LONGEST_VALUE) {
            return Optional.of(kind + " value for key " + quoted + " is too long: " + bytes(value) + " bytes (max "
                    + LONGEST_VALUE + ")");
        }
        return hasControlCharacters(value)
                ? Optional.of(kind + " value for key " + quoted + " must not contain control characters")
                : Optional.empty();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean hasControlCharacters(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}

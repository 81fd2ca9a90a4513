package dev.omnibridge.simulation.invariant;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.ignoreDifferences} leaves to others.
 *
 * @param paths of fields, or of what holds them
 */
record Ignored(List<String> paths) {

    static final Ignored NOTHING = new Ignored(List.of());

    Ignored {
        paths = List.copyOf(paths);
    }

    static Ignored of(@Nullable List<String> declared) {
        return declared == null ? NOTHING : new Ignored(declared);
    }

    boolean covers(String field) {
        return paths.stream()
                .anyMatch(path -> field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "["));
    }

    Optional<String> unless(String field, Supplier<Optional<String>> difference) {
        return covers(field) ? Optional.empty() : difference.get();
    }
}

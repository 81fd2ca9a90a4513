package dev.omnibridge.operator.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields that the spec gives to a creation and that are nobody's business afterwards: {@code spec.ignoreDifferences}.
 *
 * @param paths of fields, or of what holds them: {@code spec.labels} covers {@code spec.labels[team]}
 */
public record IgnoredDifferences(List<String> paths) {
    public IgnoredDifferences {
        paths = List.copyOf(paths);
    }

    /** Those of a spec; absent is none. */
    public static IgnoredDifferences of(@Nullable List<String> declared) {
        return new IgnoredDifferences(declared == null ? List.of() : declared);
    }

    /** Whether a field is left alone. */
    public boolean covers(String field) {
        return paths.stream()
                .anyMatch(path -> field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "["));
    }
}

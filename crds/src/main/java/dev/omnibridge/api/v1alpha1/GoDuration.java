package dev.omnibridge.api.v1alpha1;

import java.time.Duration;
import java.util.Locale;

/** Durations as Kubernetes people write them, as far as the schema lets them in: {@code 168h}, {@code 1h30m}, {@code 90s}. */
public final class GoDuration {

    private GoDuration() {}

    /**
     * Reads a duration.
     *
     * @throws java.time.format.DateTimeParseException if the schema would not have let it in
     */
    public static Duration parse(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}

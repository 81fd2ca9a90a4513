package dev.omnibridge.operator.kubeconfig;

import java.time.Duration;
import java.util.Locale;

/** Durations as Kubernetes people write them: {@code 168h}, {@code 1h30m}. The CRD lets nothing else through. */
final class GoDuration {

    private GoDuration() {}

    static Duration parse(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}

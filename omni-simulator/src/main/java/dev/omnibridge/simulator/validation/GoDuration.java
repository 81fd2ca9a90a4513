package dev.omnibridge.simulator.validation;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go prints them, for error texts. */
final class GoDuration {

    private GoDuration() {}

    /** For instance {@code 1h0m0s}, {@code 1m0s} or {@code 0s}. */
    static String of(Duration duration) {
        Duration abs = duration.abs();
        String seconds = abs.toNanosPart() == 0
                ? abs.toSecondsPart() + "s"
                : BigDecimal.valueOf(abs.toSecondsPart() * 1_000_000_000L + abs.toNanosPart(), 9)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "s";
        String minutes = abs.toMinutes() > 0 ? abs.toMinutesPart() + "m" : "";
        String hours = abs.toHours() > 0 ? abs.toHours() + "h" : "";
        return (duration.isNegative() ? "-" : "") + hours + minutes + seconds;
    }
}

package dev.omnibridge.demo.bench;

import java.util.Locale;

/** What figures are told in. */
enum Unit {
    /** Durations of single reactions. */
    MILLISECONDS("%.0f ms"),
    /** Durations of work on a whole fleet. */
    SECONDS("%.1f s"),
    /** 2^20 bytes. */
    MEGABYTES("%.0f MB"),
    /** Of one core. */
    PERCENT("%.1f %%"),
    /** How many. */
    COUNT("%.0f"),
    /** How many a minute. */
    A_MINUTE("%.1f a minute"),
    /** How many a second. */
    A_SECOND("%.0f a second");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    /** As it stands in a table. */
    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

package dev.omnibridge.demo.bench;

import java.util.ArrayList;
import java.util.List;

/** Figures with their aims, as Markdown. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    Table() {
        lines.add("| figure | measured | aim |");
        lines.add("|---|---|---|");
    }

    /** Adds a figure without an aim. */
    void add(String figure, Object measured) {
        add(figure, measured, "");
    }

    /** Adds a figure, and tells it at once to who waits for the table. */
    void add(String figure, Object measured, String aim) {
        lines.add("| " + figure + " | " + measured + " | " + aim + " |");
        System.err.println(figure + ": " + measured);
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}

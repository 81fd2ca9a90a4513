package dev.omnibridge.demo.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures with their aims, as Markdown. A figure that was measured in several runs is told by its median and its extremes. */
final class Table {
    private static final String P95 = ", p95 ";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One figure; of each run as many values as it has parts. */
    private record Row(Unit unit, String aim, List<List<Double>> runs) {
        String text() {
            return IntStream.range(0, runs.getFirst().size())
                    .mapToObj(part -> text(
                            runs.stream().map(run -> run.get(part)).sorted().toList()))
                    .collect(Collectors.joining(P95));
        }

        private String text(List<Double> ascending) {
            String median = unit.text(ascending.get((ascending.size() - 1) / 2));
            String least = unit.text(ascending.getFirst());
            String most = unit.text(ascending.getLast());
            return least.equals(most) ? median : "%s (%s to %s)".formatted(median, least, most);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** Adds a figure without an aim. */
    void add(String figure, double measured, Unit unit) {
        add(figure, measured, unit, "");
    }

    /** Adds a figure. */
    void add(String figure, double measured, Unit unit, String aim) {
        add(figure, List.of(measured), unit, aim);
    }

    /** Adds how long work on a whole fleet took, without an aim. */
    void add(String figure, Duration measured) {
        add(figure, measured, "");
    }

    /** Adds how long work on a whole fleet took, in seconds. */
    void add(String figure, Duration measured, String aim) {
        add(figure, measured.toNanos() / NANOS_PER_SECOND, Unit.SECONDS, aim);
    }

    /** Adds a count by what it makes in a minute. */
    void add(String figure, long count, Duration span, String aim) {
        add(figure, (double) count * MINUTE.toMillis() / span.toMillis(), Unit.A_MINUTE, aim);
    }

    /** Adds a reaction without an aim, by its median and 95th percentile. */
    void add(String figure, Durations measured) {
        add(figure, measured, "");
    }

    /** Adds a reaction, by its median and 95th percentile. */
    void add(String figure, Durations measured, String aim) {
        add(figure, List.of(measured.median(), measured.p95()), Unit.MILLISECONDS, aim);
    }

    /** Tells it at once, too, to who waits for the table. */
    private void add(String figure, List<Double> measured, Unit unit, String aim) {
        rows.computeIfAbsent(figure, _ -> new Row(unit, aim, new ArrayList<>()))
                .runs()
                .add(measured);
        System.err.println(figure + ": " + measured.stream().map(unit::text).collect(Collectors.joining(P95)));
    }

    @Override
    public String toString() {
        return rows.entrySet().stream()
                .map(row -> "| %s | %s | %s |"
                        .formatted(
                                row.getKey(),
                                row.getValue().text(),
                                row.getValue().aim()))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "| figure | measured | aim |" + System.lineSeparator() + "|---|---|---|"
                                + System.lineSeparator(),
                        ""));
    }
}

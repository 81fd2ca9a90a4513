package dev.omnibridge.demo.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lays rows out in columns.
 *
 * @param width columns of the terminal; longer lines are cut
 * @param colours whether READY is coloured by ANSI codes
 */
record TableText(int width, boolean colours) {
    private static final Row HEADER = new Row("", "NAME", "READY", "STATUS", "MACHINES", "TALOS", "KUBERNETES");
    private static final String GAP = "  ";

    private enum Column {
        NAME(34, row -> row.branch() + row.name()),
        READY(7, Row::ready),
        STATUS(26, Row::status),
        MACHINES(8, Row::machines),
        TALOS(13, Row::talos),
        KUBERNETES(13, Row::kubernetes);

        private final int limit;
        private final Function<Row, String> cell;

        Column(int limit, Function<Row, String> cell) {
            this.limit = limit;
            this.cell = cell;
        }

        String cell(Row row) {
            return shortened(cell.apply(row), limit);
        }
    }

    List<String> lines(List<Row> rows) {
        var widths =
                Stream.of(Column.values()).map(column -> widest(column, rows)).toList();
        var lines = new ArrayList<String>();
        lines.add(line(HEADER, widths, "\033[2m"));
        rows.forEach(row -> lines.add(line(row, widths, colour(row))));
        return lines;
    }

    /** A line of prose, cut to the width. */
    String prose(String text) {
        return shortened(text, width);
    }

    private String line(Row row, List<Integer> widths, String colour) {
        var text = new StringBuilder();
        for (Column column : Column.values()) {
            text.append(padded(column.cell(row), widths.get(column.ordinal()))).append(GAP);
        }
        String plain = shortened(text.toString().stripTrailing(), width);
        if (!colours || colour.isEmpty()) {
            return plain;
        }
        if (row == HEADER) {
            return colour + plain + "\033[0m";
        }
        int from = Math.min(plain.length(), widths.get(0) + GAP.length());
        int to = Math.min(plain.length(), from + row.ready().length());
        return plain.substring(0, from) + colour + plain.substring(from, to) + "\033[0m" + plain.substring(to);
    }

    private static String colour(Row row) {
        return switch (row.ready()) {
            case "True" -> "\033[32m";
            case "False" -> "\033[33m";
            default -> "";
        };
    }

    private static int widest(Column column, List<Row> rows) {
        return Stream.concat(Stream.of(HEADER), rows.stream())
                .mapToInt(row -> column.cell(row).length())
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String shortened(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, Math.max(0, limit - 1)) + "…";
    }
}

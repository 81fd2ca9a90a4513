package dev.omnibridge.demo.table;

import java.io.PrintStream;
import java.util.List;

/** No terminal: prints a table when it differs from the one before. */
public final class PlainScreen implements Screen {
    private final PrintStream out;
    private List<String> shown = List.of();

    /** Onto a stream. */
    public PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(List<String> table, List<String> notes) {
        if (!table.equals(shown)) {
            shown = List.copyOf(table);
            table.forEach(out::println);
            out.println();
        }
    }

    @Override
    public FleetView view() {
        return FleetView.plain();
    }
}

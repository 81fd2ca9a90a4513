package dev.omnibridge.demo.table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal whose lines are redrawn in place, above a prompt at which a person may be typing. Thread-safe.
 *
 * <p>While the number of lines stays, each is overwritten and the cursor goes back to where it was, so that what has been
 * typed stays. With another number, all is drawn anew.
 */
public final class LiveScreen implements Screen {
    private static final String SAVE = "\0337";
    private static final String RESTORE = "\0338";
    private static final String CLEAR_DOWN = "\033[J";
    private static final String CLEAR_LINE = "\033[K";
    private static final String HIDE = "\033[?25l";
    private static final String SHOW = "\033[?25h";
    /** Lines that the table leaves to notes and prompt. */
    private static final int RESERVED = 14;

    private final PrintStream out;
    private final TerminalSize size;
    private final boolean colours;
    private final String prompt;
    private List<String> shown = List.of();
    /** Lines from the first shown one down to the cursor. */
    private int above;

    /**
     * On a terminal.
     *
     * @param prompt printed below all lines; the cursor stays behind it
     */
    public LiveScreen(PrintStream out, TerminalSize size, boolean colours, String prompt) {
        this.out = out;
        this.size = size;
        this.colours = colours;
        this.prompt = prompt;
    }

    @Override
    public synchronized void show(List<String> table, List<String> notes) {
        var lines = new ArrayList<>(table);
        lines.addAll(notes);
        if (lines.equals(shown) && above == lines.size()) {
            return;
        }
        out.print(lines.size() == shown.size() && above == lines.size() ? overwritten(lines) : anew(lines));
        out.flush();
        shown = List.copyOf(lines);
        above = lines.size();
    }

    @Override
    public FleetView view() {
        return new FleetView(Math.min(100, size.columns() - 1), size.rows() - RESERVED, colours);
    }

    /** A person pressed Enter: the cursor is one line lower now. */
    public synchronized void entered() {
        above++;
    }

    /** Leaves the lines as they are; what is printed next comes below. */
    public synchronized void leave() {
        out.println();
        shown = List.of();
        above = 0;
    }

    private String overwritten(List<String> lines) {
        var text = new StringBuilder(HIDE + SAVE).append(up(lines.size()));
        lines.forEach(line -> text.append(line).append(CLEAR_LINE).append("\n"));
        return text.append(RESTORE + SHOW).toString();
    }

    private String anew(List<String> lines) {
        var text = new StringBuilder(up(above)).append("\r" + CLEAR_DOWN);
        lines.forEach(line -> text.append(line).append("\n"));
        return text.append(prompt).toString();
    }

    private static String up(int lines) {
        return lines == 0 ? "" : "\033[" + lines + "F";
    }
}

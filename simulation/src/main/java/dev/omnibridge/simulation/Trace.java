package dev.omnibridge.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line. Costs nothing where nobody reads it. */
public final class Trace {

    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();

    private Trace(boolean isKept) {
        this.isKept = isKept;
    }

    /** A trace that keeps its lines. */
    public static Trace kept() {
        return new Trace(true);
    }

    /** A trace that keeps nothing. */
    public static Trace none() {
        return new Trace(false);
    }

    /** Adds a line. */
    public void add(Supplier<String> line) {
        if (isKept) {
            lines.add(line.get());
        }
    }

    /** The lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}

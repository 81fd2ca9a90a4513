package dev.omnibridge.simulation;

import dev.omnibridge.simulation.invariant.Invariant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A failing history as a person reads it. */
public final class FailureText {

    private FailureText() {}

    /**
     * The text.
     *
     * @param before how many steps the history had
     * @param shrunk the small history, replayed with its trace
     */
    public static String of(long seed, int before, Outcome shrunk) {
        Invariant invariant = shrunk.violation().orElseThrow().invariant();
        List<String> steps = shrunk.steps();
        return "seed " + seed + " breaks " + invariant.id() + " " + invariant + ": " + invariant.sentence() + "\n"
                + "found: " + shrunk.violation().orElseThrow().getMessage() + "\n"
                + "shrunk from " + before + " to " + steps.size() + " steps:\n"
                + IntStream.range(0, steps.size())
                        .mapToObj(i -> "  " + (i + 1) + ". " + steps.get(i))
                        .collect(Collectors.joining("\n"))
                + "\ntrace:\n  "
                + String.join("\n  ", shrunk.trace())
                + "\nagain: mvn -q -Psimulate -Dsimulate.args=\"--replay " + seed + "\"";
    }
}

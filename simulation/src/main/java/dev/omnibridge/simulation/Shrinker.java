package dev.omnibridge.simulation;

import dev.omnibridge.simulation.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes steps out of a history that breaks an invariant, as long as it breaks the same one without them: delta debugging. */
public final class Shrinker {

    /** Enough for the longest histories; a history that does not get small in so many runs is small enough to read. */
    private static final int MOST_RUNS = 600;

    private final Function<History, Outcome> run;
    private final Invariant broken;
    private int runs;

    private Shrinker(Function<History, Outcome> run, Invariant broken) {
        this.run = run;
        this.broken = broken;
    }

    /**
     * The smallest history found.
     *
     * @param run lets a history happen
     * @param broken what has to stay broken
     */
    public static History shrink(History history, Function<History, Outcome> run, Invariant broken) {
        Shrinker shrinker = new Shrinker(run, broken);
        return shrinker.withLessTime(shrinker.withFewerSteps(history));
    }

    private History withFewerSteps(History history) {
        History smallest = history;
        int chunk = Math.max(1, smallest.steps().size() / 2);
        while (chunk >= 1) {
            boolean isSmaller = false;
            for (int from = 0; from < smallest.steps().size(); ) {
                History candidate = smallest.with(without(smallest.steps(), from, chunk));
                if (isBroken(candidate)) {
                    smallest = candidate;
                    isSmaller = true;
                } else {
                    from += chunk;
                }
            }
            chunk = isSmaller && chunk == 1 ? 1 : chunk / 2;
        }
        return smallest;
    }

    /** Fewer small steps of the world after each step. */
    private History withLessTime(History history) {
        History smallest = history;
        for (int i = 0; i < smallest.steps().size(); i++) {
            for (int micro : new int[] {0, smallest.steps().get(i).micro() / 2}) {
                List<Step> steps = new ArrayList<>(smallest.steps());
                Step step = steps.get(i);
                steps.set(i, new Step(step.act(), step.seed(), micro));
                History candidate = smallest.with(steps);
                if (micro < step.micro() && isBroken(candidate)) {
                    smallest = candidate;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Step> without(List<Step> steps, int from, int count) {
        List<Step> left = new ArrayList<>(steps.subList(0, from));
        left.addAll(steps.subList(Math.min(steps.size(), from + count), steps.size()));
        return left;
    }

    private boolean isBroken(History candidate) {
        runs++;
        return runs <= MOST_RUNS
                && run.apply(candidate)
                        .violation()
                        .filter(violation -> violation.invariant() == broken)
                        .isPresent();
    }
}

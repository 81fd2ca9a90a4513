package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The values of one facet in some events in a row. */
final class Values {

    /** A change and when it came. */
    private record Step(Change change, Duration at) {}

    private final List<Step> steps = new ArrayList<>();

    void add(Change change, Duration at) {
        steps.add(new Step(change, at));
    }

    /** Those that stood for as long as a moment, or to the end; without the ones between, the same value twice in a row is one. */
    Values seen(Duration moment) {
        Values seen = new Values();
        String standing = steps.getFirst().change().before();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean stood = i + 1 == steps.size()
                    || steps.get(i + 1).at().minus(step.at()).compareTo(moment) >= 0;
            if (stood && (!step.change().after().equals(standing) || moment.isZero())) {
                seen.steps.add(new Step(
                        new Change(
                                step.change().facet(), standing, step.change().after()),
                        step.at()));
                standing = step.change().after();
            }
        }
        return seen;
    }

    /** Whether one write could stand for all: none comes again, and only such are skipped as may be. */
    boolean mayBeMerged() {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Change change = steps.get(i).change();
            if (i == 0) {
                known.add(change.before());
            } else if (!Tolerance.maySkip(change, change.before())) {
                return false;
            }
            if (!known.add(change.after())) {
                return false;
            }
        }
        return true;
    }

    /** The last one; empty if it is the one from before the first. */
    Optional<String> last() {
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.getLast().change().after());
    }
}

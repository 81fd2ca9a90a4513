package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.reason.Finding;
import java.util.List;

/**
 * What became of the operations that were let through.
 *
 * @param applied those that Omni took, in order
 * @param failures why others did not go through, one per operation; the rest was tried all the same
 */
public record Outcome(List<Operation> applied, List<Finding> failures) {

    /** Nothing was to be written. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of());

    public Outcome {
        applied = List.copyOf(applied);
        failures = List.copyOf(failures);
    }
}

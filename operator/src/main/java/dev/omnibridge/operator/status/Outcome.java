package dev.omnibridge.operator.status;

import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;
import java.util.List;

/**
 * What became of the writes of one pass.
 *
 * @param applied operations that Omni took, in order
 * @param failures what the others ended in, already mapped to a reason: {@code OMNI_ERROR}, {@code REFUSED_BY_OMNI} and the like
 */
public record Outcome(List<Operation> applied, List<Finding> failures) {

    /** Nothing was written. */
    public static final Outcome NONE = new Outcome(List.of(), List.of());

    public Outcome {
        applied = List.copyOf(applied);
        failures = List.copyOf(failures);
    }
}

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;

/**
 * What a failed write means.
 *
 * @param finding what stands in the way, for people
 * @param next what the operator does about it
 */
public record WriteFailure(Finding finding, Next next) {

    /** What the operator does about a failed write. */
    public enum Next {
        /** Tries again by itself, with back-off. */
        RETRY,
        /** Waits for an event that shows the obstacle gone. */
        WAIT,
        /** Waits for a person. */
        FINAL
    }

    /** Port to the one table that weighs failures. */
    public interface Table {

        /** What this failure of this operation means. */
        WriteFailure of(OmniException failure, Operation operation);
    }
}

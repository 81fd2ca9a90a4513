package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;

/** Port to the one table that says what a failed write means: wait, try again, or ask a person. */
public interface WriteFailureText {

    /** What stands in the way after this failure. */
    Finding finding(OmniException failure, Operation operation);
}

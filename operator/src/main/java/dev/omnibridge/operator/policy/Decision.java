package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of a plan is carried out now.
 *
 * @param needsFinalizer the finalizer has to be on the live object before anything is written; no operation is let through until then
 * @param operations let through, in order; empty while the finalizer is missing
 * @param reservations to be stored in the connection's ledger before anything is sent
 * @param held changes that wait
 * @param findings what waits or is refused and why, those of the plan included, the weightiest not sorted first
 * @param awaitingApproval tokens that would let through what waits
 * @param exit whether the custom resource may leave
 * @param wakeAt when to decide again although nothing changed
 */
public record Decision(
        boolean needsFinalizer,
        List<Operation> operations,
        Ledger reservations,
        List<Held> held,
        List<Finding> findings,
        List<String> awaitingApproval,
        Exit exit,
        Optional<Instant> wakeAt) {
    public Decision {
        operations = List.copyOf(operations);
        held = List.copyOf(held);
        findings = List.copyOf(findings);
        awaitingApproval = List.copyOf(awaitingApproval);
    }

    /** Whether our finalizer may be taken off. */
    public enum Exit {
        /** Not now. */
        STAYS,
        /** At once; there are no operations. */
        LEAVES,
        /** After each operation was attempted, whatever became of it; what may pass by itself is waited for a moment. */
        LEAVES_AFTER_ATTEMPT
    }
}

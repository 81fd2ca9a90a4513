package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.OperatorChange;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.policy.OlderSpecGate.Hold;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/** Holds what machines would notice and only another version of the operator wants, until a person agrees. */
final class OperatorChangeGate {

    private final Situation situation;
    private final Plan plan;

    OperatorChangeGate(Situation situation, Plan plan) {
        this.situation = situation;
        this.plan = plan;
    }

    /** Empty if nothing is held. */
    Optional<Hold> hold(List<Operation> operations) {
        if (!(plan.ownership() instanceof Ownership.Managed)) {
            return Optional.empty();
        }
        return situation.operatorChange().flatMap(change -> {
            List<FieldChange> unasked = change.unasked(operations);
            String token = change.token(plan.uuid(), unasked);
            return unasked.isEmpty() || situation.approvals().contains(token)
                    ? Optional.empty()
                    : Optional.of(new Hold(token, finding(change, unasked, token)));
        });
    }

    private static Finding finding(OperatorChange change, List<FieldChange> unasked, String token) {
        FieldChange first = unasked.getFirst();
        String more = unasked.size() == 1 ? "" : " and " + (unasked.size() - 1) + " more";
        return new Finding(
                Reason.OPERATOR_CHANGED,
                "generation %d of this object is applied already, but this version of the operator would change %s from %s to %s%s, which machines notice; nothing is written: %s, or edit the spec, or run the version before"
                        .formatted(
                                change.generation(),
                                first.path(),
                                first.from().orElse("nothing"),
                                first.to().orElse("nothing"),
                                more,
                                Tokens.howToApprove(token)));
    }
}

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What only another version of the operator wants: what machines would notice of it waits until a person agrees, the rest goes out cluster by
 * cluster, as the disruption budget of the connection allows.
 */
final class OperatorChangeGate {

    private final Situation situation;
    private final Plan plan;
    private final Optional<OperatorChange> change;
    private final RolloutBudget budget;

    OperatorChangeGate(Situation situation, Plan plan, RolloutBudget budget) {
        this.situation = situation;
        this.plan = plan;
        this.change = plan.ownership() instanceof Ownership.Managed ? situation.operatorChange() : Optional.empty();
        this.budget = budget;
    }

    /** What becomes of changes that no machine notices. */
    sealed interface Rollout {

        /**
         * They go, if there are any.
         *
         * @param entries to be stored before
         */
        record Goes(List<RolloutEntry> entries) implements Rollout {}

        /** They wait, and go by themselves later. */
        record Waits(Hold hold, Instant until) implements Rollout {}
    }

    /** What holds everything until a person agrees; empty if nothing does. */
    Optional<Hold> hold(List<Operation> operations) {
        return change.flatMap(wanted -> {
            List<FieldChange> unasked = wanted.unasked(operations);
            List<FieldChange> noticed =
                    unasked.stream().filter(wanted::isNoticed).toList();
            return noticed.isEmpty() || isApproved(wanted, unasked)
                    ? Optional.empty()
                    : Optional.of(new Hold(
                            Optional.of(token(wanted, unasked)), noticed(wanted, noticed, token(wanted, unasked))));
        });
    }

    /** Asked once {@link #hold} holds nothing. */
    Rollout rollout(List<Operation> operations) {
        List<FieldChange> unasked =
                change.map(wanted -> wanted.unasked(operations)).orElse(List.of());
        if (change.isEmpty() || unasked.isEmpty()) {
            return new Rollout.Goes(List.of());
        }
        OperatorChange wanted = change.get();
        return switch (budget.ask(situation.cluster(), isApproved(wanted, unasked))) {
            case RolloutBudget.Verdict.Goes(RolloutEntry entry) -> new Rollout.Goes(List.of(entry));
            case RolloutBudget.Verdict.Waits(String message, Instant until) -> {
                String token = token(wanted, unasked);
                yield new Rollout.Waits(
                        new Hold(Optional.of(token), waits(wanted, unasked, message, until, token)), until);
            }
        };
    }

    private boolean isApproved(OperatorChange wanted, List<FieldChange> unasked) {
        return situation.approvals().contains(token(wanted, unasked));
    }

    private String token(OperatorChange wanted, List<FieldChange> unasked) {
        return wanted.token(plan.uuid(), unasked);
    }

    private static Finding noticed(OperatorChange wanted, List<FieldChange> noticed, String token) {
        return new Finding(
                Reason.OPERATOR_CHANGED,
                wouldChange(wanted, noticed) + ", which machines notice; nothing is written: "
                        + Tokens.howToApprove(token) + ", or edit the spec, or run the version before");
    }

    private static Finding waits(
            OperatorChange wanted, List<FieldChange> unasked, String message, Instant until, String token) {
        return new Finding(
                Reason.OPERATOR_CHANGED,
                wouldChange(wanted, unasked) + ", which waits: " + message
                        + BrakeText.wayOut(Optional.of(until), token));
    }

    private static String wouldChange(OperatorChange wanted, List<FieldChange> unasked) {
        FieldChange first = unasked.getFirst();
        String more = unasked.size() == 1 ? "" : " and " + (unasked.size() - 1) + " more";
        return "generation %d of this object is applied already, but this version of the operator would change %s from %s to %s%s"
                .formatted(
                        wanted.generation(),
                        first.path(),
                        first.from().orElse("nothing"),
                        first.to().orElse("nothing"),
                        more);
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.reason.StateReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether Omni has what the spec says, and what stands in the way of that. */
final class Synchronization {

    /** After a write the mirror's own event brings the next pass; this is the net below it. */
    private static final Duration AFTER_WRITE = Duration.ofSeconds(2);

    private final Look<?, ?, ?> look;
    private final Conditions before;
    private final Patience patience;
    private final List<Concern> concerns;

    Synchronization(Look<?, ?, ?> look, Conditions before, Patience patience) {
        this.look = look;
        this.before = before;
        this.patience = patience;
        this.concerns = concerns();
    }

    /** What takes Ready away; reported drift does not. */
    List<Concern> forReady() {
        return concerns.stream()
                .filter(concern -> concern.reason() != Reason.DRIFTED)
                .toList();
    }

    /** The condition Synced. While the object is being deleted nothing is compared, and it stays as it was. */
    ConditionState condition() {
        Optional<Condition> last = before.get(ConditionType.SYNCED);
        if (look.isBeingDeleted() && last.isPresent()) {
            Condition kept = last.get();
            return new ConditionState(ConditionType.SYNCED, kept.status(), kept.reason(), kept.message());
        }
        if (look.isBeingDeleted()) {
            return ConditionState.unknown(
                    ConditionType.SYNCED, StateReason.DELETING, "not compared while the object is being deleted");
        }
        Optional<Concern> first = Summary.first(concerns);
        boolean needsNoOmni = first.filter(c -> c.standing() == Standing.STUCK).isPresent();
        Optional<Finding> unknown = unknown();
        if (unknown.isPresent() && !needsNoOmni) {
            return ConditionState.unknown(ConditionType.SYNCED, unknown.get());
        }
        return first.map(c -> ConditionState.fails(ConditionType.SYNCED, c.reason(), c.headline()))
                .orElseGet(() -> ConditionState.holds(ConditionType.SYNCED, StateReason.IN_SYNC, notes()));
    }

    /** Why Omni can't be compared with the spec now. */
    private Optional<Finding> unknown() {
        return OmniReachability.unknown(look.reachability());
    }

    /** Facts that the plan found worth telling although they hold nothing up. */
    private String notes() {
        return look.plan().map(plan -> String.join("; ", plan.work().notes())).orElse("");
    }

    private List<Concern> concerns() {
        if (look.isBeingDeleted()) {
            return List.of();
        }
        List<Concern> all = new ArrayList<>();
        findings().forEach(finding -> all.add(escalated(Concern.of(finding))));
        if (unknown().isEmpty() && all.stream().allMatch(concern -> concern.reason() == Reason.DRIFTED)) {
            applying().ifPresent(all::add);
        }
        look.plan().ifPresent(plan -> drifted(plan, all));
        return all;
    }

    private Set<Finding> findings() {
        Set<Finding> findings = new LinkedHashSet<>(look.findings());
        OmniReachability.finding(look.reachability()).ifPresent(findings::add);
        look.plan().flatMap(plan -> plan.ownership().obstacle()).ifPresent(findings::add);
        look.decision().map(Decision::findings).ifPresent(findings::addAll);
        findings.addAll(look.outcome().failures());
        return findings;
    }

    /** GitOps applies things in any order; what is still missing after a while will not come by itself. */
    private Concern escalated(Concern concern) {
        if (concern.reason() != Reason.WAITING_FOR_REFERENCE) {
            return concern;
        }
        boolean concluded = before.reason(ConditionType.SYNCED).equals(Reason.REFERENCE_NOT_FOUND.text());
        String fact = "missing " + concern.headline();
        if (!patience.lasted(fact, Thresholds.MISSING_REFERENCE, concluded)) {
            return concern;
        }
        Finding found = concern.finding();
        return Concern.of(new Finding(Reason.REFERENCE_NOT_FOUND, found.fact(), found.nextStep()));
    }

    private Optional<Concern> applying() {
        if (look.planned().isEmpty()) {
            return Optional.of(Concern.of(Reason.APPLYING, "what is in Omni has not been compared with this spec yet"));
        }
        int written = look.outcome().applied().size();
        if (written > 0) {
            patience.lookAgainIn(AFTER_WRITE);
            return Optional.of(Concern.of(Reason.APPLYING, Words.count(written, "change") + " written to Omni"));
        }
        boolean writesAhead = look.decision()
                .filter(d -> d.needsFinalizer() || !d.operations().isEmpty())
                .isPresent();
        return writesAhead
                ? Optional.of(Concern.of(Reason.APPLYING, "changes are about to be written to Omni"))
                : Optional.empty();
    }

    private static void drifted(Plan plan, List<Concern> all) {
        boolean told = all.stream().anyMatch(concern -> concern.reason() == Reason.DRIFTED);
        if (!told && !plan.work().drift().items().isEmpty()) {
            all.add(Concern.of(
                    Reason.DRIFTED, DriftBlock.words(plan.work().drift().items())));
        }
    }
}

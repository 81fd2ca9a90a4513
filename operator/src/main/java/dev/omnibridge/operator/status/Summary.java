package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.reason.StateReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sums up what stands in an object's way into Ready, Reconciling and Stalled, as kstatus reads them: Reconciling for what moves by itself,
 * Stalled for what needs a person, neither for what somebody holds or what broke after it had worked; never both.
 */
final class Summary {

    /** Who comes first when several things stand in the way: fail fast, then show what somebody decided. */
    private static final List<Standing> PRECEDENCE =
            List.of(Standing.STUCK, Standing.HELD, Standing.MOVING, Standing.DEGRADED);

    private Summary() {}

    /** The concern that decides; the earlier one of equal standing. */
    static Optional<Concern> first(List<Concern> concerns) {
        return concerns.stream().min(Comparator.comparingInt(concern -> PRECEDENCE.indexOf(concern.standing())));
    }

    /** Ready unless something stands in the way. */
    static List<ConditionState> of(List<Concern> concerns, String readyMessage) {
        return first(concerns)
                .map(concern ->
                        states(ConditionState.fails(ConditionType.READY, concern.reason(), concern.message()), concern))
                .orElseGet(() -> List.of(
                        ConditionState.holds(ConditionType.READY, StateReason.READY, readyMessage),
                        notReconciling(),
                        notStalled()));
    }

    /** It can't be told whether the object is ready. */
    static List<ConditionState> unknown(Concern why) {
        return states(ConditionState.unknown(ConditionType.READY, why.finding()), why);
    }

    /**
     * Ready of an object that is not being deleted: what needs no Omni comes first, then what can't be told, then what stands between
     * the spec and Omni, then what does not work there.
     */
    static List<ConditionState> of(Reachability reachability, List<Concern> sync, Health health) {
        Optional<Finding> unknown = OmniReachability.unknown(reachability);
        if (unknown.isPresent()) {
            boolean needsNoOmni =
                    first(sync).filter(c -> c.standing() == Standing.STUCK).isPresent();
            return needsNoOmni ? of(sync, "") : unknown(Concern.of(unknown.get()));
        }
        return switch (health) {
            case Health.Known(List<Concern> concerns, String message) ->
                of(Stream.concat(sync.stream(), concerns.stream()).toList(), message);
            case Health.NotYetReported()
            when sync.isEmpty() -> unknown(Concern.of(Reason.NOT_YET_REPORTED, "Omni has not reported on it yet"));
            case Health.Hidden()
            when sync.isEmpty() -> of(List.of(Concern.of(Reason.APPLYING, "nothing of it is in Omni yet")), "");
            case Health.NotYetReported(), Health.Hidden() -> of(sync, "");
        };
    }

    /** The object is on its way out; how that goes decides between Reconciling and Stalled. */
    static List<ConditionState> deleting(Concern progress) {
        return states(ConditionState.fails(ConditionType.READY, StateReason.DELETING, progress.headline()), progress);
    }

    private static List<ConditionState> states(ConditionState ready, Concern concern) {
        return switch (concern.standing()) {
            case MOVING ->
                List.of(
                        ready,
                        ConditionState.holds(ConditionType.RECONCILING, concern.reason(), concern.headline()),
                        notStalled());
            case STUCK ->
                List.of(
                        ready,
                        notReconciling(),
                        ConditionState.holds(ConditionType.STALLED, concern.reason(), concern.headline()));
            case HELD, DEGRADED -> List.of(ready, notReconciling(), notStalled());
        };
    }

    private static ConditionState notReconciling() {
        return ConditionState.fails(ConditionType.RECONCILING, StateReason.NOT_RECONCILING, "");
    }

    private static ConditionState notStalled() {
        return ConditionState.fails(ConditionType.STALLED, StateReason.NOT_STALLED, "");
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Events that follow from the conditions alone, the same for all kinds. */
final class ConditionTransitions {

    private static final Set<String> DEGRADED = Arrays.stream(Reason.values())
            .filter(reason -> reason.standing() == Standing.DEGRADED)
            .map(Reason::text)
            .collect(Collectors.toUnmodifiableSet());

    private final Conditions before;
    private final Conditions after;
    private final List<StatusEvent> events = new ArrayList<>();

    ConditionTransitions(Conditions before, Conditions after) {
        this.before = before;
        this.after = after;
    }

    /** What every kind tells: whether it got ready, broke, or needs a person. */
    List<StatusEvent> common() {
        if (begins(ConditionType.READY)) {
            events.add(StatusEvent.normal("Ready", message(ConditionType.READY)));
        }
        String ready = after.reason(ConditionType.READY);
        if (before.isTrue(ConditionType.READY) && DEGRADED.contains(ready)) {
            events.add(StatusEvent.warning("Degraded", message(ConditionType.READY)));
        }
        if (begins(ConditionType.STALLED) || (after.isTrue(ConditionType.STALLED) && turns(ConditionType.STALLED))) {
            // Ready says more, if it tells of the same
            boolean same = ready.equals(after.reason(ConditionType.STALLED));
            events.add(StatusEvent.warning(
                    after.reason(ConditionType.STALLED), message(same ? ConditionType.READY : ConditionType.STALLED)));
        }
        return events;
    }

    /** Whether a condition is True now and was not. */
    boolean begins(ConditionType type) {
        return after.isTrue(type) && !before.isTrue(type);
    }

    /** Whether a condition was True and is False now. */
    boolean ends(ConditionType type) {
        return before.isTrue(type)
                && after.get(type)
                        .filter(c -> c.status() == ConditionStatus.FALSE)
                        .isPresent();
    }

    /** Whether a condition is True now. */
    boolean holds(ConditionType type) {
        return after.isTrue(type);
    }

    /** Whether nothing is known of a condition now. */
    boolean isUnknown(ConditionType type) {
        return after.get(type)
                .filter(c -> c.status() != ConditionStatus.UNKNOWN)
                .isEmpty();
    }

    /** Whether a condition gives this reason now and did not. */
    boolean comesTo(ConditionType type, Reason reason) {
        return after.reason(type).equals(reason.text()) && turns(type);
    }

    /** Whether a condition gave this reason and does not any more. */
    boolean leaves(ConditionType type, Reason reason) {
        return before.reason(type).equals(reason.text()) && turns(type);
    }

    String message(ConditionType type) {
        return after.get(type).map(Condition::message).orElse("");
    }

    private boolean turns(ConditionType type) {
        return !after.reason(type).equals(before.reason(type));
    }
}

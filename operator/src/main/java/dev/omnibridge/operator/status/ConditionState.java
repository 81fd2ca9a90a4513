package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;

/**
 * What one condition says now, before it is known since when.
 *
 * @param reason one word for programs
 * @param message the fact, then the next step; cleaned and cut to what the API allows; may be empty
 */
public record ConditionState(ConditionType type, ConditionStatus status, String reason, String message) {

    public ConditionState {
        message = Message.of(message);
    }

    /** It holds. */
    static ConditionState holds(ConditionType type, StateReason reason, String message) {
        return new ConditionState(type, ConditionStatus.TRUE, reason.text(), message);
    }

    /** It holds, and somebody or something has to move because of it. */
    static ConditionState holds(ConditionType type, Reason reason, String message) {
        return new ConditionState(type, ConditionStatus.TRUE, reason.text(), message);
    }

    /** It does not hold. */
    static ConditionState fails(ConditionType type, StateReason reason, String message) {
        return new ConditionState(type, ConditionStatus.FALSE, reason.text(), message);
    }

    /** It does not hold, and somebody or something has to move because of it. */
    static ConditionState fails(ConditionType type, Reason reason, String message) {
        return new ConditionState(type, ConditionStatus.FALSE, reason.text(), message);
    }

    /** It can't be told. */
    static ConditionState unknown(ConditionType type, Finding why) {
        return new ConditionState(type, ConditionStatus.UNKNOWN, why.reason().text(), why.message());
    }

    /** It does not hold, for one of several kinds of reason. */
    static ConditionState fails(ConditionType type, String reason, String message) {
        return new ConditionState(type, ConditionStatus.FALSE, reason, message);
    }

    /** It can't be told. */
    static ConditionState unknown(ConditionType type, StateReason reason, String message) {
        return new ConditionState(type, ConditionStatus.UNKNOWN, reason.text(), message);
    }

    /** Whether it holds. */
    boolean isTrue() {
        return status == ConditionStatus.TRUE;
    }
}

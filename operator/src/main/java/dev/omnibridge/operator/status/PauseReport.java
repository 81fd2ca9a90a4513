package dev.omnibridge.operator.status;

import dev.omnibridge.operator.policy.Pause;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;

/** The condition Paused: who froze the object. Whether that holds anything back is told by Synced. */
final class PauseReport {

    private PauseReport() {}

    static ConditionState of(Pause pause) {
        String message = pause.object() + " is paused: nothing is written or deleted in Omni until " + pause.wayOut();
        return switch (pause.by()) {
            case OBJECT, CONNECTION -> ConditionState.holds(ConditionType.PAUSED, Reason.PAUSED, message);
            case CLUSTER -> ConditionState.holds(ConditionType.PAUSED, StateReason.CLUSTER_PAUSED, message);
        };
    }

    static ConditionState locked(String cluster) {
        return ConditionState.holds(
                ConditionType.PAUSED,
                Reason.OMNI_LOCKED,
                "cluster %s is locked in Omni: omnictl cluster unlock %s".formatted(cluster, cluster));
    }

    static ConditionState none() {
        return ConditionState.fails(ConditionType.PAUSED, StateReason.NOT_PAUSED, "");
    }
}

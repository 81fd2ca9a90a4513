package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;

/** The condition Paused: who froze the object. Whether that holds anything back is told by Synced. */
final class PauseReport {

    private PauseReport() {}

    static ConditionState own() {
        return ConditionState.holds(
                ConditionType.PAUSED, Reason.PAUSED, "spec.paused is true: nothing is written or deleted in Omni");
    }

    static ConditionState connection(String connection) {
        return ConditionState.holds(
                ConditionType.PAUSED,
                Reason.PAUSED,
                "OmniConnection " + connection + " is paused: nothing is written or deleted in its account");
    }

    static ConditionState cluster(String cluster) {
        return ConditionState.holds(
                ConditionType.PAUSED, StateReason.CLUSTER_PAUSED, "OmniCluster " + cluster + " is paused");
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

package dev.omnibridge.operator.reason;

/**
 * Reasons of conditions that only tell a state: nobody has to move because of them. Together with {@link Reason} these are all reasons
 * the operator writes.
 */
public enum StateReason {
    READY("Ready"),
    IN_SYNC("InSync"),
    NOT_RECONCILING("NotReconciling"),
    NOT_STALLED("NotStalled"),
    DELETING("Deleting"),
    NOT_DELETING("NotDeleting"),
    NOT_PAUSED("NotPaused"),
    CLUSTER_PAUSED("ClusterPaused"),
    CONNECTED("Connected"),

    AVAILABLE("Available"),
    NOT_AVAILABLE("NotAvailable"),
    INITIALIZED("Initialized"),
    NOT_INITIALIZED("NotInitialized"),
    NO_WORKERS("NoWorkers"),
    NOT_SCALING_UP("NotScalingUp"),
    NOT_SCALING_DOWN("NotScalingDown"),
    ROLLING_OUT("RollingOut"),
    NOT_ROLLING_OUT("NotRollingOut"),

    UP_TO_DATE("UpToDate"),
    NOT_UP_TO_DATE("NotUpToDate"),
    UPDATES_LOCKED("UpdatesLocked"),
    REVERTING("Reverting"),
    UPDATING_SCHEMATICS("UpdatingSchematics"),
    WAITING_FOR_CLUSTER_READY("WaitingForClusterReady"),
    WAITING_FOR_HEALTH_CHECKS("WaitingForHealthChecks"),
    IMAGE_PULL_FAILED("ImagePullFailed"),
    CHANGE_HELD("ChangeHeld"),

    NOT_READY("NotReady"),
    NO_REPLICAS("NoReplicas"),
    ISSUED("Issued"),
    EXPIRED("Expired"),

    VALID("Valid"),
    NOT_CHECKED("NotChecked"),
    BRAKE_TRIPPED("BrakeTripped"),
    NOT_HELD("NotHeld");

    private final String text;

    StateReason(String text) {
        this.text = text;
    }

    /** The reason as conditions write it. */
    public String text() {
        return text;
    }
}

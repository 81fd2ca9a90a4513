package dev.omnibridge.operator.status;

/** The types of conditions, in the order in which every object lists them. */
public enum ConditionType {
    READY("Ready"),
    SYNCED("Synced"),
    REACHABLE("Reachable"),
    CREDENTIALS_VALID("CredentialsValid"),
    RELEASE_HELD("ReleaseHeld"),
    AVAILABLE("Available"),
    CONTROL_PLANE_INITIALIZED("ControlPlaneInitialized"),
    CONTROL_PLANE_AVAILABLE("ControlPlaneAvailable"),
    WORKERS_AVAILABLE("WorkersAvailable"),
    MACHINES_READY("MachinesReady"),
    MACHINES_UP_TO_DATE("MachinesUpToDate"),
    SCALING_UP("ScalingUp"),
    SCALING_DOWN("ScalingDown"),
    ROLLING_OUT("RollingOut"),
    TALOS_UPGRADED("TalosUpgraded"),
    KUBERNETES_UPGRADED("KubernetesUpgraded"),
    CONFIG_APPLIED("ConfigApplied"),
    KUBECONFIG_READY("KubeconfigReady"),
    OMNI_REACHABLE("OmniReachable"),
    RECONCILING("Reconciling"),
    STALLED("Stalled"),
    DELETING("Deleting"),
    PAUSED("Paused");

    private final String text;

    ConditionType(String text) {
        this.text = text;
    }

    /** The type as the object lists it. */
    public String text() {
        return text;
    }
}

package dev.omnibridge.simulator.machine;

/** What a machine runs of Kubernetes, in the order in which Omni upgrades it (status-and-lifecycle.md 4.6). */
public enum KubernetesComponent {
    API_SERVER("kube-apiserver"),
    CONTROLLER_MANAGER("kube-controller-manager"),
    SCHEDULER("kube-scheduler"),
    KUBELET("kubelet");

    private final String app;

    KubernetesComponent(String app) {
        this.app = app;
    }

    /** Name as Kubernetes has it. */
    public String app() {
        return app;
    }

    /** Whether only control planes run it. */
    public boolean isControlPlaneOnly() {
        return this != KUBELET;
    }
}

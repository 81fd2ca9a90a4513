package dev.omnibridge.kubernetes.binaries;

/** Whether a caller can do without kube-controller-manager, which envtest archives do not hold. */
public enum Controllers {
    /** Without a controller manager the binaries are of no use to the caller. */
    REQUIRED,
    /** It is started where it is there; without it namespaces stay Terminating and owner references are not collected. */
    IF_AVAILABLE
}

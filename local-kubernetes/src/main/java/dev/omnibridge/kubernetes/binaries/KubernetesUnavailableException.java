package dev.omnibridge.kubernetes.binaries;

/** No programs of a Kubernetes control plane on this machine, and no way to get them. */
public final class KubernetesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KubernetesUnavailableException(String reason) {
        super(reason);
    }
}

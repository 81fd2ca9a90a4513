package dev.omnibridge.kubernetes.server;

/** A process of the control plane did not start or did not become ready; the message ends with the tail of its log. */
public final class KubernetesStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public KubernetesStartException(String message) {
        super(message);
    }

    /** With a message for people and what led to it. */
    public KubernetesStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

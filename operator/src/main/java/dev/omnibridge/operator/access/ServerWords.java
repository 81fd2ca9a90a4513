package dev.omnibridge.operator.access;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server said to a call that failed. */
public final class ServerWords {

    private ServerWords() {}

    /** In its own words, without what was sent, which the text of the exception could repeat. */
    public static String of(KubernetesClientException failure) {
        if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
            return failure.getStatus().getMessage();
        }
        return failure.getCode() <= 0
                ? "the API server does not answer"
                : "the API server answers " + failure.getCode();
    }
}

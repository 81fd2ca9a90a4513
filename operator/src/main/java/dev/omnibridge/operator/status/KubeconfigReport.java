package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.operator.reason.Finding;
import java.util.Optional;

/** How the kubeconfig of a cluster stands, for its status. */
public sealed interface KubeconfigReport {

    /**
     * It is switched off: no condition, and of the status no more than the last attempt.
     *
     * @param attempt when a token was last asked for
     */
    record Off(Optional<KubeconfigStatus> attempt) implements KubeconfigReport {}

    /** It was not looked at in this pass; the status stays as it is. */
    record Unchanged() implements KubeconfigReport {}

    /** It was not looked at in this pass, and what the Secret holds has come to its end meanwhile. */
    record Expired(KubeconfigStatus status) implements KubeconfigReport {}

    /**
     * The Secret is good.
     *
     * @param endpoint URL of the Kubernetes API, where it was learned in this pass
     */
    record Issued(KubeconfigStatus status, Optional<String> endpoint) implements KubeconfigReport {}

    /**
     * There is no good Secret now.
     *
     * @param status what is known of the last one
     * @param finding one of the reasons of the condition KubeconfigReady
     */
    record NotIssued(Optional<KubeconfigStatus> status, Finding finding) implements KubeconfigReport {}
}

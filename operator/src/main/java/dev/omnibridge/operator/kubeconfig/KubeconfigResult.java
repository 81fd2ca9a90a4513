package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.kubeconfig.SecretStore.Denial;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/** How the kubeconfig of a cluster stands after a pass. */
public sealed interface KubeconfigResult {

    /** Where the rights on Secrets come from. */
    String RIGHTS =
            "the chart gives the rights in each namespace of its value servedNamespaces; without it, config/rbac has them";

    /**
     * It is switched off.
     *
     * @param attempt when a token was last asked for: switching it on again makes no token come earlier
     */
    record Off(Optional<KubeconfigStatus> attempt) implements KubeconfigResult {

        static Off after(Optional<KubeconfigStatus> last) {
            return new Off(last.filter(k -> k.lastAttemptAt() != null)
                    .map(k -> KubeconfigStatusBuilder.builder()
                            .lastAttemptAt(k.lastAttemptAt())
                            .failedAttempts(k.failedAttempts())
                            .build()));
        }
    }

    /** The object changed while the attempt was noted; nothing was minted, the pass has to end. */
    record Interrupted() implements KubeconfigResult {}

    /**
     * The Secret is good.
     *
     * @param server URL of the Kubernetes API, where it was learned in this pass
     * @param lookAgain when it is due for renewal
     */
    record Issued(KubeconfigStatus status, Optional<String> server, Instant lookAgain) implements KubeconfigResult {}

    /**
     * The Secret was written in this pass.
     *
     * @param server URL of the Kubernetes API, through Omni
     */
    record Fresh(KubeconfigStatus status, String server, KubeconfigStep.Cause cause) implements KubeconfigResult {}

    /**
     * There is no good Secret now.
     *
     * @param status what is known of the last one, the last attempt included
     * @param lookAgain when time alone may change something
     * @param mayPass whether trying again soon may help, by back-off
     */
    record NotIssued(Optional<KubeconfigStatus> status, Finding finding, Optional<Instant> lookAgain, boolean mayPass)
            implements KubeconfigResult {}

    static KubeconfigResult waiting(Optional<KubeconfigStatus> last, Reason reason, String message) {
        return new NotIssued(last, new Finding(reason, message), Optional.empty(), false);
    }

    static KubeconfigResult resting(Optional<KubeconfigStatus> last, KubeconfigStep.Cause cause, Instant until) {
        Reason reason = cause == KubeconfigStep.Cause.REFUSED ? Reason.TOKEN_REFUSED : Reason.ISSUING;
        String message =
                "a new token is needed, as %s; tokens can't be revoked and are minted sparingly, the next at %s"
                        .formatted(cause.text(), until);
        return new NotIssued(last, new Finding(reason, message), Optional.of(until), false);
    }

    static KubeconfigResult conflict(Optional<KubeconfigStatus> last, KubeconfigWish wish) {
        return waiting(
                last,
                Reason.SECRET_CONFLICT,
                "the Secret %s exists and is not ours, so it is neither read nor written: set kubeconfig.secretName to another name, or remove that Secret"
                        .formatted(wish.secretName()));
    }

    /** The API server stands in the way of the Secret. */
    static KubeconfigResult refused(Optional<KubeconfigStatus> last, String secretName, Denial why) {
        Finding finding = why.needsPerson()
                ? new Finding(
                        Reason.NOT_ALLOWED,
                        "the API server does not let the operator keep the Secret %s: %s; mend that (%s), or set kubeconfig.enabled: false"
                                .formatted(secretName, why.message(), RIGHTS))
                : new Finding(
                        Reason.ISSUING,
                        "the API server gave no answer about the Secret %s: %s; this is tried again"
                                .formatted(secretName, why.message()));
        return new NotIssued(last, finding, Optional.empty(), true);
    }

    /** It is switched off, but its Secret stays. */
    static KubeconfigResult notRemoved(Optional<KubeconfigStatus> last, String secretName, Denial why) {
        Finding finding = new Finding(
                why.needsPerson() ? Reason.NOT_ALLOWED : Reason.ISSUING,
                "kubeconfig.enabled is false, but the API server did not remove the Secret %s: %s; let the operator delete it (%s), or remove it by hand"
                        .formatted(secretName, why.message(), RIGHTS));
        return new NotIssued(last, finding, Optional.empty(), true);
    }

    /** The token opens another cluster than the one that was asked for, so it is thrown away. */
    static KubeconfigResult ofAnother(KubeconfigStatus attempted, String another, String clusterUuid) {
        return resting(
                attempted,
                "Omni gave a token for the cluster %s instead of %s: the cluster was made anew, or another account answered"
                        .formatted(another, clusterUuid));
    }

    private static KubeconfigResult resting(KubeconfigStatus attempted, String message) {
        Instant until = KubeconfigDecision.nextAttemptAt(attempted);
        Finding finding = new Finding(Reason.ISSUING, message + "; the next is asked for at " + until);
        return new NotIssued(Optional.of(attempted), finding, Optional.of(until), false);
    }

    static KubeconfigResult failed(Optional<KubeconfigStatus> last, OmniException e) {
        Finding finding = e instanceof OmniException.PermissionDenied
                ? new Finding(
                        Reason.PERMISSION_DENIED,
                        "Omni refuses a kubeconfig: %s; %s".formatted(e.getMessage(), e.nextStep()))
                : new Finding(Reason.ISSUING, "Omni gave no kubeconfig: " + e.getMessage());
        return new NotIssued(last, finding, Optional.empty(), true);
    }
}

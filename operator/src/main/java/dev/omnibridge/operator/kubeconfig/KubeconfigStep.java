package dev.omnibridge.operator.kubeconfig;

import java.time.Instant;

/** What is to be done about a cluster's kubeconfig now. */
public sealed interface KubeconfigStep {

    /** It is switched off and there is nothing to clean up. */
    record Nothing() implements KubeconfigStep {}

    /** It is switched off: our Secret goes. */
    record Remove(String secretName, String secretUid) implements KubeconfigStep {}

    /** The cluster can't be used yet. */
    record AwaitApi() implements KubeconfigStep {}

    /** The Secret's name is taken by somebody else. */
    record Conflict() implements KubeconfigStep {}

    /**
     * The Secret is good.
     *
     * @param until when the next look is due
     */
    record Keep(Instant until) implements KubeconfigStep {}

    /**
     * A token is needed, but the last attempt is too fresh: tokens can't be revoked, so they are minted sparingly.
     *
     * @param until when the next attempt is allowed
     */
    record Rest(Cause cause, Instant until) implements KubeconfigStep {}

    /** A token is needed now. */
    record Issue(Cause cause) implements KubeconfigStep {}

    /** Why a token is needed. */
    enum Cause {
        FIRST("there is none"),
        CLUSTER_MADE_ANEW("the cluster was made anew in Omni"),
        USER_OR_GROUPS_CHANGED("user or groups changed"),
        TTL_SHORTENED("the ttl was shortened"),
        SECRET_RENAMED("the Secret was renamed"),
        SECRET_GONE("the Secret is gone"),
        DUE("a third of its life is left"),
        REFUSED("the cluster refused the last one");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /** The cause in words, for messages. */
        public String text() {
            return text;
        }
    }
}

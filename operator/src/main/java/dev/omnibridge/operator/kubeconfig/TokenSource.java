package dev.omnibridge.operator.kubeconfig;

/** Port to Omni's kubeconfig call for one connection. Each call mints a token that lives until it expires: it can't be revoked. */
public interface TokenSource {

    /**
     * Asks Omni for a kubeconfig with a fresh token.
     *
     * @param clusterName id of the cluster in Omni
     * @throws dev.omnibridge.omni.state.OmniException if Omni gives none
     */
    Kubeconfig mint(String clusterName, KubeconfigWish wish);

    /** Asks the cluster's Kubernetes API, through Omni, whether it takes the token. */
    Acceptance probe(Kubeconfig kubeconfig);

    /** What the cluster says to a token. */
    enum Acceptance {
        ACCEPTED,
        /** It answered 401 or 403. */
        REFUSED,
        /** It did not answer, or with something else; that says nothing about the token. */
        NO_ANSWER
    }
}

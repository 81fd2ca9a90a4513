package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.kubeconfig.TokenSource;
import java.util.Optional;

/** Port to the kubeconfig calls of connections. */
public interface ConnectionTokens {

    /** Tokens of this connection; empty if it can't be used now. */
    Optional<TokenSource> of(String connection);
}

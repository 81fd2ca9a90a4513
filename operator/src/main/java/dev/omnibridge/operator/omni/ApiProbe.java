package dev.omnibridge.operator.omni;

import dev.omnibridge.operator.kubeconfig.TokenSource.Acceptance;
import java.util.Optional;

/** Asks a Kubernetes API behind Omni's proxy whether it takes a token. */
public interface ApiProbe {

    /**
     * Asks once, within a few seconds.
     *
     * @param server URL of the API
     * @param caPem certificates trusted beside the system's, PEM
     */
    Acceptance ask(String server, String token, Optional<String> caPem);
}

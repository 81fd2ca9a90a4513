package dev.omnibridge.operator.kubeconfig;

import java.time.Duration;
import java.util.Optional;

/**
 * A kubeconfig with a token in it. Its text is a secret: {@link #toString} does not show it.
 *
 * @param text the YAML
 * @param server URL of the Kubernetes API, through Omni
 * @param token bearer token
 * @param clusterUuid identity of the cluster that the token opens; empty if the token does not say
 * @param keyId id of the key that signed the token
 * @param life how long the token lives, from issue to expiry by Omni's clock
 */
public record Kubeconfig(
        String text, String server, String token, Optional<String> clusterUuid, String keyId, Duration life) {

    @Override
    public String toString() {
        return "Kubeconfig[server=" + server + ", keyId=" + keyId + ", life=" + life + "]";
    }
}

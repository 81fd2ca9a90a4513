package dev.omnibridge.operator.omni;

import dev.omnibridge.operator.kubeconfig.TokenSource.Acceptance;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Asks for {@code /version}, as any client of the kubeconfig would begin. */
public final class HttpApiProbe implements ApiProbe {

    private static final int LIMIT_MILLIS = 5_000;

    @Override
    public Acceptance ask(String server, String token, Optional<String> caPem) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server)
                .withOauthToken(token)
                .withConnectionTimeout(LIMIT_MILLIS)
                .withRequestTimeout(LIMIT_MILLIS)
                .withRequestRetryBackoffLimit(0);
        caPem.ifPresent(
                pem -> config.withCaCertData(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8))));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config.build()).build()) {
            client.getKubernetesVersion();
            return Acceptance.ACCEPTED;
        } catch (KubernetesClientException e) {
            return e.getCode() == 401 || e.getCode() == 403 ? Acceptance.REFUSED : Acceptance.NO_ANSWER;
        }
    }
}

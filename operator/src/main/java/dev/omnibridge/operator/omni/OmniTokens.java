package dev.omnibridge.operator.omni;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.nimbusds.jwt.SignedJWT;
import dev.omnibridge.omni.management.KubeconfigRequest;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.KubeconfigWish;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gets kubeconfigs from Omni and reads their tokens. Omni's kubeconfig carries no certificate authority: where the connection has one of its own, it
 * is added, since consumers of the Secret know nothing of the connection.
 */
public final class OmniTokens implements TokenSource {

    /** Claim with the identity of the cluster (wire-protocol 8). */
    private static final String CLUSTER_UUID = "cluster_uuid";

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ManagementClient management;
    private final Optional<String> caPem;
    private final ApiProbe probe;
    private final Consumer<OmniException> failures;

    /**
     * @param caPem certificates that the connection trusts beside the system's, PEM
     * @param failures told of calls that failed, which may say something about the connection
     */
    public OmniTokens(
            ManagementClient management, Optional<String> caPem, ApiProbe probe, Consumer<OmniException> failures) {
        this.management = management;
        this.caPem = caPem;
        this.probe = probe;
        this.failures = failures;
    }

    @Override
    public Kubeconfig mint(String clusterName, KubeconfigWish wish) {
        String yaml = ask(new KubeconfigRequest(clusterName, wish.user(), wish.groups(), wish.ttl()));
        try {
            JsonNode config = YAML.readTree(yaml);
            JsonNode cluster = config.at("/clusters/0/cluster");
            String server = cluster.path("server").asText();
            String token = config.at("/users/0/user/token").asText();
            SignedJWT jwt = SignedJWT.parse(token);
            Duration life = Duration.between(
                    jwt.getJWTClaimsSet().getIssueTime().toInstant(),
                    jwt.getJWTClaimsSet().getExpirationTime().toInstant());
            return new Kubeconfig(
                    withCa(yaml, config),
                    server,
                    token,
                    Optional.ofNullable(jwt.getJWTClaimsSet().getStringClaim(CLUSTER_UUID)),
                    jwt.getHeader().getKeyID(),
                    life);
        } catch (JsonProcessingException | ParseException | NullPointerException e) {
            // neither the text nor the cause may travel on: both can hold the token
            throw new OmniException.Unexpected(
                    "the kubeconfig of cluster " + clusterName + " has no token that can be read", null);
        }
    }

    private String ask(KubeconfigRequest request) {
        try {
            return management.kubeconfig(request).yaml();
        } catch (OmniException e) {
            failures.accept(e);
            throw e;
        }
    }

    @Override
    public Acceptance probe(Kubeconfig kubeconfig) {
        return probe.ask(kubeconfig.server(), kubeconfig.token(), caPem);
    }

    private String withCa(String yaml, JsonNode config) throws JsonProcessingException {
        if (caPem.isEmpty()) {
            return yaml;
        }
        String data = Base64.getEncoder().encodeToString(caPem.get().getBytes(StandardCharsets.UTF_8));
        for (JsonNode entry : config.path("clusters")) {
            if (entry.path("cluster") instanceof ObjectNode cluster) {
                cluster.put("certificate-authority-data", data);
            }
        }
        return YAML.writeValueAsString(config);
    }
}

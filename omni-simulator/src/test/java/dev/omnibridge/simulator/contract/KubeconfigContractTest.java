package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.omnibridge.omni.management.Kubeconfig;
import dev.omnibridge.omni.management.KubeconfigRequest;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KubeconfigContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private static final Duration HOUR = Duration.ofHours(1);

    private String cluster;

    @BeforeEach
    void aCluster() {
        omni.needsToWrite();
        cluster = Clusters.make(omni, "kc").id();
    }

    @Test
    void aKubeconfigHoldsATokenForTheUserTheGroupsAndTheTimeAskedFor() throws Exception {
        Kubeconfig kubeconfig = mint(request("omnibridge", HOUR));

        JsonNode yaml = new YAMLMapper().readTree(kubeconfig.yaml());
        assertThat(yaml.at("/clusters/0/cluster/server").asText()).startsWith("https://");
        assertThat(yaml.at("/current-context").asText()).contains(cluster).endsWith("-omnibridge");
        JWTClaimsSet claims =
                SignedJWT.parse(yaml.at("/users/0/user/token").asText()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("omnibridge");
        assertThat(claims.getStringListClaim("groups")).containsExactly("system:masters");
        assertThat(claims.getStringClaim("cluster")).isEqualTo(cluster);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(HOUR);
    }

    @Test
    void theLongestLifeIsAcceptedAndOneSecondMoreIsNot() {
        mint(request("omnibridge", KubeconfigRequest.MAX_TTL));

        assertRefused(
                request("omnibridge", KubeconfigRequest.MAX_TTL.plusSeconds(1)),
                "service account ttl is too long (max allowed: 87600h0m0s)");
    }

    @Test
    void aTokenNeedsAUserAndALife() {
        assertRefused(request("", HOUR), "service account user name is not set");
        assertRefused(request("omnibridge", Duration.ZERO), "service account ttl is must be positive");
        assertRefused(request("omnibridge", HOUR.negated()), "service account ttl is must be positive");
    }

    @Test
    void aClusterThatDoesNotExistIsNotFound() {
        KubeconfigRequest request = new KubeconfigRequest(omni.id("nope"), "omnibridge", List.of("x"), HOUR);

        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> omni.client().management().kubeconfig(request))
                .withMessageContaining("doesn't exist");
    }

    @Test
    void aReaderGetsNoToken() {
        ManagementClient reader = omni.as(Role.READER).management();

        assertThatExceptionOfType(OmniException.PermissionDenied.class)
                .isThrownBy(() -> reader.kubeconfig(request("omnibridge", HOUR)))
                .withMessageContaining("insufficient role: \"Reader\"");
    }

    @Test
    void aYoungClusterCannotBeCheckedForUpgrades() {
        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> omni.client()
                        .management()
                        .kubernetesUpgradePreChecks(
                                cluster, Clusters.versions(omni.state()).kubernetes()))
                .withMessageContaining("KubernetesUpgradeStatuses");
    }

    /** The UUID that a token names is made a moment after the cluster. */
    private static Kubeconfig mint(KubeconfigRequest request) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreException(OmniException.NotFound.class)
                .until(() -> omni.client().management().kubeconfig(request), kubeconfig -> true);
    }

    private KubeconfigRequest request(String user, Duration ttl) {
        return new KubeconfigRequest(cluster, user, List.of("system:masters"), ttl);
    }

    private static void assertRefused(KubeconfigRequest request, String text) {
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> omni.client().management().kubeconfig(request))
                .withMessageContaining(text);
    }
}

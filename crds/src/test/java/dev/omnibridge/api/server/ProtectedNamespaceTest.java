package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.kubernetes.binaries.Controllers;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Namespace deletion is one more door, and the API server's own controllers go through it. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds", controllers = Controllers.REQUIRED)
class ProtectedNamespaceTest {
    private final TestNamespace namespace;
    private final Api api;
    private final AdmissionPolicies policies;

    ProtectedNamespaceTest(TestNamespace namespace) {
        this.namespace = namespace;
        api = new Api(namespace);
        policies = new AdmissionPolicies(namespace);
    }

    @AfterEach
    void removeThePolicies() {
        policies.remove();
    }

    @Test
    void aNamespaceWithAProtectedObjectStaysTerminatingUntilTheProtectionIsLifted() {
        policies.apply();
        ObjectNode cluster = Yaml.merge(Base.CLUSTER.object(), Yaml.parse("spec: {deletionProtection: true}"));
        assertThat(api.create(cluster, false).isAccepted()).isTrue();
        await().atMost(AdmissionPolicies.PATIENCE)
                .until(() -> !api.delete("OmniCluster", "/demo", true).isAccepted());

        namespace.client().namespaces().withName(namespace.name()).delete();

        await().atMost(AdmissionPolicies.PATIENCE)
                .untilAsserted(() -> assertThat(namespace
                                .client()
                                .namespaces()
                                .withName(namespace.name())
                                .get()
                                .getStatus()
                                .getConditions())
                        .extracting(NamespaceCondition::getMessage)
                        .anySatisfy(message -> assertThat(message).contains("deletionProtection is on for demo")));
        assertThat(api.get("OmniCluster", "/demo", Api.JSON)
                        .at("/spec/deletionProtection")
                        .asBoolean())
                .isTrue();

        api.patch("OmniCluster", "demo", "", Yaml.parse("spec: {deletionProtection: false}"), false);
        await().atMost(AdmissionPolicies.PATIENCE)
                .until(() ->
                        api.get("OmniCluster", "/demo", Api.JSON).path("code").asInt() == 404);
    }
}

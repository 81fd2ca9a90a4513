package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.leadership.Leadership;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.Finalizers.Result;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class FinalizerPatchTest {

    private final KubernetesClient client;
    private final FinalizerPatch finalizers;

    FinalizerPatchTest(TestNamespace namespace) {
        this.client = namespace.client();
        this.finalizers = new FinalizerPatch(client, Leadership.ALONE);
    }

    @BeforeEach
    void none() {
        for (OmniCluster left : client.resources(OmniCluster.class).list().getItems()) {
            if (!left.getMetadata().getFinalizers().isEmpty()) {
                left.getMetadata().setFinalizers(List.of());
                client.resource(left).replace();
            }
            client.resource(left).delete();
        }
    }

    @Test
    void itIsSetBesideOthersAndRemovedWithoutThem() {
        OmniCluster cluster = create("somebody.example/else");

        assertThat(finalizers.add(cluster)).contains(live().getMetadata().getResourceVersion());
        assertThat(live().getMetadata().getFinalizers()).containsExactly("somebody.example/else", Finalizers.NAME);
        assertThat(finalizers.remove(live())).isEqualTo(Result.DONE);
        assertThat(live().getMetadata().getFinalizers()).containsExactly("somebody.example/else");
    }

    @Test
    void itIsSetOnAnObjectThatHasNone() {
        assertThat(finalizers.add(create())).isPresent();
        assertThat(live().getMetadata().getFinalizers()).containsExactly(Finalizers.NAME);
    }

    @Test
    void aStaleVersionIsOutdatedAndChangesNothing() {
        OmniCluster stale = create();
        client.resource(stale).edit(c -> {
            c.getMetadata().setLabels(java.util.Map.of("team", "a"));
            return c;
        });

        assertThat(finalizers.add(stale)).isEmpty();
        assertThat(live().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void anObjectThatIsGoneIsNotMadeAgain() {
        OmniCluster gone = create();
        client.resource(gone).delete();

        assertThat(finalizers.add(gone)).isEmpty();
        assertThat(live()).isNull();
    }

    @Test
    void anObjectOfTheSameNameMadeSinceIsNotTouched() {
        OmniCluster first = create();
        client.resource(first).delete();
        create();

        assertThat(finalizers.add(first)).isEmpty();
        assertThat(live().getMetadata().getFinalizers()).isEmpty();
    }

    @Test
    void anObjectThatIsBeingDeletedGetsNone() {
        OmniCluster cluster = create("somebody.example/else");
        client.resource(cluster).delete();

        assertThat(finalizers.add(live())).isEmpty();
    }

    @Test
    void aPolicyThatRefusesTheObjectIsAFailureAndNotAnOldVersion() {
        String policy = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: finalizer-patch}
            spec:
              failurePolicy: Fail
              matchConstraints:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                resourceRules:
                - {apiGroups: [omnibridge.dev], apiVersions: [v1alpha1], operations: [UPDATE], resources: [omniclusters]}
              validations:
              - {expression: "object.metadata.name != 'refused'", message: "no change to this one"}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: finalizer-patch}
            spec: {policyName: finalizer-patch, validationActions: [Deny]}
            """.formatted(client.getNamespace());
        client.load(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        OmniCluster refused = createNamed("refused");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatExceptionOfType(KubernetesClientException.class)
                        .isThrownBy(() -> client.resource(refused)
                                .dryRun()
                                .patch(
                                        PatchContext.of(PatchType.JSON_MERGE),
                                        "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")));

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> finalizers.add(refused))
                .withMessageContaining("no change to this one");
        client.load(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)))
                .delete();
    }

    private OmniCluster live() {
        return client.resources(OmniCluster.class).withName("demo").get();
    }

    private OmniCluster create(String... present) {
        return createNamed("demo", present);
    }

    private OmniCluster createNamed(String name, String... present) {
        OmniCluster cluster = client.getKubernetesSerialization().unmarshal("""
            apiVersion: omnibridge.dev/v1alpha1
            kind: OmniCluster
            metadata: {name: demo}
            spec: {kubernetes: {version: 1.35.2}, talos: {version: 1.13.8}}
            """, OmniCluster.class);
        cluster.getMetadata().setName(name);
        cluster.getMetadata().setFinalizers(List.of(present));
        return client.resource(cluster).create();
    }
}

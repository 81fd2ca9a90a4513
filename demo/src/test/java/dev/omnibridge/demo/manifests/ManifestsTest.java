package dev.omnibridge.demo.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.kubernetes.CustomResourceDefinitions;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything under {@code config/} on a real API server, which refuses unknown fields of an apply. */
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ManifestsTest {
    private final KubernetesClient client;

    ManifestsTest(KubernetesClient client) {
        this.client = client;
    }

    @BeforeEach
    void makeTheServedNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("team-a")
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crd", "default", "namespaced", "samples"})
    void everyObjectIsAccepted(String folder) {
        var manifests = Manifests.packaged(folder);

        manifests.applyWith(client);

        assertThat(manifests.documents())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(client.resource(document).get())
                        .as(document.getKind() + " " + document.getMetadata().getName())
                        .isNotNull());
    }

    @Test
    void theDefinitionsAreTheOnesThatTheOperatorIsBuiltWith() {
        assertThat(Manifests.packaged("crd").documents())
                .map(HasMetadata.class::cast)
                .containsExactlyInAnyOrderElementsOf(CustomResourceDefinitions.onClassPath("META-INF/omnibridge/crds")
                        .definitions());
    }

    @Test
    void theOperatorsPodFitsTheRestrictedPodSecurityStandard() {
        Manifests.packaged("default").applyWith(client);
        Pod pod = podOf(deployment());
        Pod privileged = new PodBuilder(pod)
                .editSpec()
                .withContainers(
                        new ContainerBuilder(pod.getSpec().getContainers().getFirst())
                                .editSecurityContext()
                                .withAllowPrivilegeEscalation(true)
                                .endSecurityContext()
                                .build())
                .endSpec()
                .build();

        assertThatCode(() -> client.resource(pod).dryRun().create()).doesNotThrowAnyException();
        assertThatThrownBy(() -> client.resource(privileged).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity");
    }

    @Test
    void nobodyIsStoppedBeforeAnotherStandsBy() {
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment().getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
    }

    private static Deployment deployment() {
        return Manifests.packaged("manager").documents().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Pod podOf(Deployment deployment) {
        var template = deployment.getSpec().getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withName("operator")
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }
}

package dev.omnibridge.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every object of every rendering before a real API server, which refuses unknown fields and wrong values. Nothing is kept. */
@RealKubernetes(definitions = "prometheus")
class AppliedTest {
    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("charts")
            .withForce(true)
            .withDryRun(List.of("All"))
            .build();

    private final LocalKubernetes kubernetes;
    private final KubernetesClient client;

    AppliedTest(LocalKubernetes kubernetes, KubernetesClient client) {
        this.kubernetes = kubernetes;
        this.client = client;
    }

    @BeforeEach
    void prepare() {
        new Releases(kubernetes.kubeconfigFile()).installDefinitions(client);
        for (String name : List.of(Chart.NAMESPACE, "team-a", "team-b")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectIsAccepted(Case values) {
        List<HasMetadata> objects = values.render().objects();

        assertThat(objects)
                .allSatisfy(object -> assertThatCode(
                                () -> client.resource(object).patch(DRY_RUN))
                        .as("%s %s", object.getKind(), object.getMetadata().getName())
                        .doesNotThrowAnyException());
    }
}

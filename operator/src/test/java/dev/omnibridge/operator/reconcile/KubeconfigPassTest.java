package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** When a pass sees to the kubeconfig of a cluster, and what is told of one that nobody sees to. */
class KubeconfigPassTest {

    private static final Duration LIFE = Duration.ofHours(1);

    private final PassScene scene = new PassScene();
    private final GivenCluster given = GivenCluster.named("demo");

    @Test
    void theFirstStatusIsComputedWithoutTheKubeconfigWhichIsSeenToOnceAtTheEnd() {
        scene.omni()
                .with(claimed(
                        cluster("demo", "1.13.8", "1.35.2"),
                        ClusterPass.ownerOf(given),
                        Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2")));
        OmniCluster object = given.metadata(m -> m.withFinalizer()).build();
        assertThat(object.getStatus()).isNull();

        scene.pass(object);

        assertThat(object.getStatus()).isNotNull();
        assertThat(scene.tokensAsked).isEqualTo(1);
    }

    @Test
    void anObservedClusterSaysWhenItsKubeconfigHasComeToItsEnd() {
        scene.omni().with(cluster("demo", "1.13.8", "1.35.2"));
        OmniCluster object = given.observing()
                .status(s -> s.kubeconfig(KubeconfigStatusBuilder.builder()
                                .secretName("demo-kubeconfig")
                                .expiresAt(scene.now().plus(LIFE).toString())
                                .build())
                        .conditions(List.of(new Condition(
                                "KubeconfigReady", ConditionStatus.TRUE, 1L, "2026-11-20T11:00:00Z", "Issued", ""))))
                .build();

        Pass pass = scene.pass(object);
        assertThat(kubeconfigReady(object).reason()).isEqualTo("Issued");
        assertThat(pass.lookAgainAfter())
                .hasValueSatisfying(after -> assertThat(after).isLessThanOrEqualTo(LIFE));

        scene.later(LIFE).pass(object);
        assertThat(kubeconfigReady(object).status()).isEqualTo(ConditionStatus.FALSE);
        assertThat(kubeconfigReady(object).reason()).isEqualTo("Expired");
        assertThat(kubeconfigReady(object).message()).contains("demo-kubeconfig");
        assertThat(object.getStatus().kubeconfig())
                .isNotNull()
                .extracting(KubeconfigStatus::secretName)
                .isEqualTo("demo-kubeconfig");
    }

    private static Condition kubeconfigReady(OmniCluster object) {
        return Objects.requireNonNull(object.getStatus().conditions()).stream()
                .filter(condition -> condition.type().equals("KubeconfigReady"))
                .findFirst()
                .orElseThrow();
    }
}

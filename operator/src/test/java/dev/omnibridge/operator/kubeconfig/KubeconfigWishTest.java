package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ClusterKubeconfigBuilder;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubeconfigWishTest {

    @Test
    @DisplayName("R34: a kubeconfig that nobody described lives a week, not longer, and names its user")
    void theDefaultIsBounded() {
        assertThat(KubeconfigWish.of(cluster(ClusterKubeconfigBuilder.builder())))
                .contains(new KubeconfigWish(
                        "demo-kubeconfig", "omnibridge", List.of("system:masters"), Duration.ofHours(168)));
    }

    @Test
    void whatTheSpecSaysCounts() {
        assertThat(KubeconfigWish.of(cluster(ClusterKubeconfigBuilder.builder()
                        .secretName("s")
                        .user("jo")
                        .groups(List.of("view"))
                        .ttl("1h30m"))))
                .contains(new KubeconfigWish("s", "jo", List.of("view"), Duration.ofMinutes(90)));
    }

    @Test
    void itCanBeSwitchedOff() {
        assertThat(KubeconfigWish.of(cluster(ClusterKubeconfigBuilder.builder().enabled(false))))
                .isEmpty();
    }

    private static OmniCluster cluster(ClusterKubeconfigBuilder kubeconfig) {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setName("demo");
        cluster.setSpec(
                OmniClusterSpecBuilder.builder().kubeconfig(kubeconfig.build()).build());
        return cluster;
    }
}

package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ClusterKubeconfigBuilder;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage.Input;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster whose kubeconfig stage runs over Secrets and tokens in memory. */
final class KubeconfigScene {

    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    final SecretsInMemory secrets = new SecretsInMemory();
    final CountingTokens tokens = new CountingTokens();
    KubeconfigStage stage = new KubeconfigStage(secrets, new KubeconfigMemory(), () -> now);
    final OmniCluster cluster = cluster();
    final List<String> left = new ArrayList<>();
    boolean apiIsUsable = true;
    boolean objectChanges;

    /** One pass, and its outcome in the status. */
    KubeconfigResult pass() {
        KubeconfigResult result = stage.run(input());
        switch (result) {
            case KubeconfigResult.Issued issued -> store(Optional.of(issued.status()));
            case KubeconfigResult.Fresh fresh -> store(Optional.of(fresh.status()));
            case KubeconfigResult.NotIssued notIssued -> store(notIssued.status());
            case KubeconfigResult.Off off -> store(off.attempt());
            case KubeconfigResult.Interrupted interrupted -> {}
        }
        return result;
    }

    Input input() {
        return new Input(
                cluster,
                Optional.ofNullable(cluster.getStatus()).map(OmniClusterStatus::kubeconfig),
                "demo",
                Optional.of("uuid"),
                apiIsUsable,
                tokens,
                this::note,
                left::add);
    }

    private boolean note(KubeconfigStatus attempt) {
        if (!objectChanges) {
            store(Optional.of(attempt));
        }
        return !objectChanges;
    }

    void store(Optional<KubeconfigStatus> status) {
        cluster.setStatus(OmniClusterStatusBuilder.builder()
                .kubeconfig(status.orElse(null))
                .build());
    }

    static Reason reason(KubeconfigResult result) {
        assertThat(result).isInstanceOf(KubeconfigResult.NotIssued.class);
        return ((KubeconfigResult.NotIssued) result).finding().reason();
    }

    void enable(boolean enabled) {
        cluster.setSpec(OmniClusterSpecBuilder.builder(cluster.getSpec())
                .kubeconfig(ClusterKubeconfigBuilder.builder().enabled(enabled).build())
                .build());
    }

    void rename(String secretName) {
        cluster.setSpec(OmniClusterSpecBuilder.builder(cluster.getSpec())
                .kubeconfig(ClusterKubeconfigBuilder.builder()
                        .secretName(secretName)
                        .build())
                .build());
    }

    private static OmniCluster cluster() {
        OmniCluster cluster = new OmniCluster();
        cluster.getMetadata().setNamespace("team-a");
        cluster.getMetadata().setName("demo");
        cluster.getMetadata().setUid("uid");
        cluster.setSpec(OmniClusterSpecBuilder.builder().build());
        return cluster;
    }
}

package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.KubernetesVersion;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.api.v1alpha1.TalosVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An OmniCluster in namespace team-a with Talos 1.13.8 and Kubernetes 1.35.2, unless said otherwise. */
public final class GivenCluster {

    private final GivenMetadata metadata;
    private final OmniClusterSpecBuilder spec = OmniClusterSpecBuilder.builder()
            .talos(new TalosVersion("1.13.8"))
            .kubernetes(new KubernetesVersion("1.35.2"));
    private @Nullable OmniClusterStatusBuilder status;

    private GivenCluster(String name) {
        metadata = new GivenMetadata(name);
    }

    public static GivenCluster named(String name) {
        return new GivenCluster(name);
    }

    public GivenCluster spec(Consumer<OmniClusterSpecBuilder> change) {
        change.accept(spec);
        return this;
    }

    public GivenCluster talos(String version) {
        return spec(s -> s.talos(new TalosVersion(version)));
    }

    public GivenCluster kubernetes(String version) {
        return spec(s -> s.kubernetes(new KubernetesVersion(version)));
    }

    public GivenCluster observing() {
        return spec(s -> s.managementPolicy(ManagementPolicy.OBSERVE));
    }

    public GivenCluster applyingOnly() {
        return spec(s -> s.managementPolicy(ManagementPolicy.APPLY_ONLY));
    }

    public GivenCluster adopting() {
        return spec(s -> s.adoptionPolicy(AdoptionPolicy.IF_UNCLAIMED));
    }

    public GivenCluster onDelete() {
        return spec(s -> s.deletionPolicy(DeletionPolicy.DELETE));
    }

    public GivenCluster onRetain() {
        return spec(s -> s.deletionPolicy(DeletionPolicy.RETAIN));
    }

    /** As it stands once it was claimed and reported, under its own policy. */
    public GivenCluster reported(String clusterName, String uuid) {
        DeletionPolicy deletion = spec.build().deletionPolicy();
        EffectivePolicy policy = new EffectivePolicy(
                ManagementPolicy.ENFORCE,
                PolicySource.BUILT_IN,
                deletion == null ? DeletionPolicy.RETAIN : deletion,
                PolicySource.OBJECT,
                AdoptionPolicy.NEVER);
        return status(s -> s.clusterName(clusterName).clusterUuid(uuid).policy(policy));
    }

    public GivenCluster status(Consumer<OmniClusterStatusBuilder> change) {
        if (status == null) {
            status = OmniClusterStatusBuilder.builder();
        }
        change.accept(status);
        return this;
    }

    public GivenCluster metadata(Consumer<GivenMetadata> change) {
        change.accept(metadata);
        return this;
    }

    /** With our finalizer, and with a status, without which it is never set. */
    public GivenCluster withFinalizer() {
        return metadata(GivenMetadata::withFinalizer).status(s -> {});
    }

    public GivenCluster deleting() {
        return metadata(m -> m.withFinalizer().deleting());
    }

    public OmniCluster build() {
        OmniCluster cluster = new OmniCluster();
        cluster.setMetadata(metadata.build());
        OmniClusterSpec built = spec.build();
        cluster.setSpec(built);
        if (status != null) {
            OmniClusterStatus reported = status.build();
            cluster.setStatus(reported);
        }
        return cluster;
    }
}

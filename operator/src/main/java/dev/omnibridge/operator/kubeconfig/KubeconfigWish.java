package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.ClusterKubeconfig;
import dev.omnibridge.api.v1alpha1.GoDuration;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The kubeconfig that a cluster's spec asks for, defaults filled in.
 *
 * @param secretName Secret to keep it in, in the namespace of the cluster object
 * @param user name that Kubernetes sees
 * @param groups groups that Kubernetes sees; never empty, since Omni's proxy refuses tokens without
 * @param ttl lifetime of each token
 */
public record KubeconfigWish(String secretName, String user, List<String> groups, Duration ttl) {

    private static final String DEFAULT_USER = "omnibridge";
    private static final List<String> DEFAULT_GROUPS = List.of("system:masters");
    private static final Duration DEFAULT_TTL = Duration.ofHours(168);

    public KubeconfigWish {
        groups = List.copyOf(groups);
    }

    /** What the object asks for; empty if it switches the kubeconfig off. */
    public static Optional<KubeconfigWish> of(OmniCluster cluster) {
        Optional<ClusterKubeconfig> spec = Optional.ofNullable(cluster.getSpec().kubeconfig());
        if (!spec.map(ClusterKubeconfig::enabled).orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(new KubeconfigWish(
                spec.map(ClusterKubeconfig::secretName)
                        .orElse(cluster.getMetadata().getName() + "-kubeconfig"),
                spec.map(ClusterKubeconfig::user).orElse(DEFAULT_USER),
                spec.map(ClusterKubeconfig::groups).orElse(DEFAULT_GROUPS),
                spec.map(ClusterKubeconfig::ttl).map(GoDuration::parse).orElse(DEFAULT_TTL)));
    }
}

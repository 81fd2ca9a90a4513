package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The Secret a kubeconfig is kept in, without its content.
 *
 * @param owner the cluster object it goes with
 */
public record TargetSecret(
        OmniCluster owner, String name, Map<String, String> labels, Map<String, String> annotations) {

    /** Label whose value {@link #OMNIBRIDGE} says the Secret is ours. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    public static final String OMNIBRIDGE = "omnibridge";

    /** Annotation that names the object a Secret belongs to: by name, so that a restore from a backup keeps it. */
    public static final String OWNER = "omnibridge.dev/owner";

    /** Type of the Secret, as Cluster API's users expect it. */
    public static final String TYPE = "cluster.x-k8s.io/secret";

    public TargetSecret {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** The Secret as it would be, for a write that is only tried. */
    static TargetSecret trial(OmniCluster owner, KubeconfigWish wish, String clusterUuid) {
        return new TargetSecret(owner, wish.secretName(), labels(owner), annotations(owner, wish, clusterUuid));
    }

    /** The Secret for a minted kubeconfig. */
    static TargetSecret of(OmniCluster owner, KubeconfigMemory.Minted minted, KubeconfigStatus issued) {
        Map<String, String> annotations = annotations(owner, minted.wish(), minted.clusterUuid());
        annotations.put("omnibridge.dev/expires-at", Objects.requireNonNull(issued.expiresAt()));
        annotations.put("omnibridge.dev/renew-at", Objects.requireNonNull(issued.renewAt()));
        annotations.put("omnibridge.dev/key-id", minted.kubeconfig().keyId());
        return new TargetSecret(owner, minted.wish().secretName(), labels(owner), annotations);
    }

    /** Namespace of the Secret: the cluster object's. */
    public String namespace() {
        return owner.getMetadata().getNamespace();
    }

    /** Value of {@link #OWNER} for a cluster object. */
    public static String ownerOf(OmniCluster cluster) {
        return "OmniCluster/" + cluster.getMetadata().getNamespace() + "/"
                + cluster.getMetadata().getName();
    }

    private static Map<String, String> labels(OmniCluster owner) {
        String name = owner.getMetadata().getName();
        return Map.of(
                MANAGED_BY,
                OMNIBRIDGE,
                "cluster.x-k8s.io/cluster-name",
                name,
                "omnibridge.dev/namespace",
                owner.getMetadata().getNamespace(),
                "omnibridge.dev/cluster-name",
                name);
    }

    private static Map<String, String> annotations(OmniCluster owner, KubeconfigWish wish, String clusterUuid) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(OWNER, ownerOf(owner));
        annotations.put("omnibridge.dev/cluster-uuid", clusterUuid);
        annotations.put("omnibridge.dev/user", wish.user());
        annotations.put("omnibridge.dev/groups", String.join(",", wish.groups()));
        return annotations;
    }
}

package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import java.util.Map;

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
        return of(owner, wish.secretName(), TokenNote.wish(clusterUuid, wish.user(), wish.groups()));
    }

    /** The Secret for a token. */
    public static TargetSecret of(OmniCluster owner, String name, TokenNote note) {
        return of(owner, name, note.annotations());
    }

    private static TargetSecret of(OmniCluster owner, String name, Map<String, String> annotations) {
        annotations.put(OWNER, ownerOf(owner));
        return new TargetSecret(owner, name, labels(owner), annotations);
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
}

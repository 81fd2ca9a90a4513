package dev.omnibridge.operator.claim;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * A custom resource as the holder of claims in Omni.
 *
 * @param instance name of this operator, required configuration that survives a rebuild of the management cluster
 * @param kind kind of the custom resource
 * @param uid uid of the custom resource; one made again under the same name is another owner
 */
public record Owner(String instance, String kind, String namespace, String name, String uid) {

    /** The owner that a custom resource is under an operator's name. */
    public static Owner of(String instance, HasMetadata object) {
        return new Owner(
                instance,
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                object.getMetadata().getUid());
    }

    /**
     * The owner that a claim names.
     *
     * @param text value of the annotation {@code omnibridge.dev/owner}
     * @param uid value of the annotation {@code omnibridge.dev/owner-uid}
     * @return empty if the text is no owner of ours
     */
    public static Optional<Owner> parse(String text, String uid) {
        String[] parts = text.split("/", -1);
        return parts.length == 4
                ? Optional.of(new Owner(parts[0], parts[1], parts[2], parts[3], uid))
                : Optional.empty();
    }

    /** Value of the annotation {@code omnibridge.dev/owner}: {@code <instance>/<Kind>/<namespace>/<name>}. */
    public String text() {
        return instance + "/" + kind + "/" + namespace + "/" + name;
    }

    /** Value of the annotation {@code omnibridge.dev/released}: owner and uid of the one who gave the claim up. */
    public String releaseMark() {
        return text() + "@" + uid;
    }
}

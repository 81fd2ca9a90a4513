package dev.omnibridge.demo.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Objects in the order in which they are applied.
 *
 * @param documents each object once
 */
public record Manifests(List<HasMetadata> documents) {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("omnibridge-demo")
            .withForce(true)
            .build();

    /** Keeps the list unmodifiable. */
    public Manifests {
        documents = List.copyOf(documents);
    }

    /**
     * What {@code kubectl kustomize config/<folder>} prints, from the copy of {@code config/} on the class path.
     *
     * @throws IllegalArgumentException if a file is missing, or a kustomization has a field beyond {@code resources} and
     *     {@code namespace}
     */
    public static Manifests packaged(String folder) {
        return new Manifests(new Kustomization(PackagedFiles::text).build(folder));
    }

    /** Those that the predicate keeps. */
    public Manifests only(Predicate<HasMetadata> kept) {
        return new Manifests(documents.stream().filter(kept).toList());
    }

    /** The same with every object changed. */
    public Manifests map(UnaryOperator<HasMetadata> change) {
        return new Manifests(documents.stream().map(change).toList());
    }

    /** Applies all, server-side, in order. */
    public void applyWith(KubernetesClient client) {
        documents.forEach(document -> client.resource(document).patch(APPLY));
    }
}

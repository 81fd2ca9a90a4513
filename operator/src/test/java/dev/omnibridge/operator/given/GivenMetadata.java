package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Metadata of a custom resource in namespace team-a, created at noon on the first of November, with a uid made of its name. */
public final class GivenMetadata {

    private final ObjectMetaBuilder builder;

    GivenMetadata(String name) {
        builder = new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team-a")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-01T12:00:00Z");
    }

    public GivenMetadata namespace(String namespace) {
        builder.withNamespace(namespace);
        return this;
    }

    public GivenMetadata uid(String uid) {
        builder.withUid(uid);
        return this;
    }

    public GivenMetadata generation(long generation) {
        builder.withGeneration(generation);
        return this;
    }

    public GivenMetadata created(String timestamp) {
        builder.withCreationTimestamp(timestamp);
        return this;
    }

    public GivenMetadata withFinalizer() {
        builder.withFinalizers(OmniBridgeApi.FINALIZER);
        return this;
    }

    /** As the API server marks it, which counts a deletion as one more generation. */
    public GivenMetadata deleting() {
        builder.withDeletionTimestamp("2026-11-20T09:00:00Z");
        builder.withGeneration(builder.getGeneration() + 1);
        return this;
    }

    public GivenMetadata approving(String tokens) {
        builder.addToAnnotations(OmniBridgeApi.APPROVE_ANNOTATION, tokens);
        return this;
    }

    public GivenMetadata annotated(String key, String value) {
        builder.addToAnnotations(key, value);
        return this;
    }

    ObjectMeta build() {
        return builder.build();
    }
}

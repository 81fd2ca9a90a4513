package dev.omnibridge.omni.resource;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One resource of Omni at one version: envelope and typed spec. A value: changing means {@code with…}, and every change starts from
 * the resource that was read, because Omni's Update replaces labels, annotations, finalizers and spec as a whole. Unknown protobuf
 * fields of envelope and spec survive.
 *
 * @param <S> message of the spec
 */
public record Resource<S extends Message>(ResourceType<S> type, Metadata metadata, S spec) {

    /** Version of a resource that was not stored yet, and of tombstones in a watch. */
    public static final String UNDEFINED_VERSION = "undefined";

    /** A resource to be created: running, without owner, version undefined. */
    public static <S extends Message> Resource<S> of(ResourceType<S> type, String id, S spec) {
        return new Resource<>(
                type,
                Metadata.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .setVersion(UNDEFINED_VERSION)
                        .setPhase(Phase.RUNNING.wireName())
                        .build(),
                spec);
    }

    /** Id, unique within the type. */
    public String id() {
        return metadata.getId();
    }

    /** Stored version, 1 for a new one and one more for each write; 0 while it was never stored. */
    public long version() {
        return metadata.getVersion().equals(UNDEFINED_VERSION) ? 0 : Long.parseUnsignedLong(metadata.getVersion());
    }

    /** Name of the controller that owns it; empty for what users declare. */
    public String owner() {
        return metadata.getOwner();
    }

    /** Phase, running or tearing down. */
    public Phase phase() {
        return Phase.ofWireName(metadata.getPhase());
    }

    /** Whether it is on its way out. */
    public boolean isTearingDown() {
        return phase() == Phase.TEARING_DOWN;
    }

    /** When this incarnation was created, by Omni's clock. */
    public Instant created() {
        return instant(metadata.getCreated());
    }

    /** Finalizers, each of which holds a teardown. */
    public List<String> finalizers() {
        return metadata.getFinalizersList();
    }

    /** All labels. */
    public Map<String, String> labels() {
        return metadata.getLabelsMap();
    }

    /** All annotations. */
    public Map<String, String> annotations() {
        return metadata.getAnnotationsMap();
    }

    /** Value of a label; an empty text where the label is only a marker. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(metadata.getLabelsMap().get(key));
    }

    /** Value of an annotation. */
    public Optional<String> annotation(String key) {
        return Optional.ofNullable(metadata.getAnnotationsMap().get(key));
    }

    /** Whether the label is there, whatever its value. */
    public boolean hasLabel(String key) {
        return metadata.containsLabels(key);
    }

    /** Whether the annotation is there, whatever its value. */
    public boolean hasAnnotation(String key) {
        return metadata.containsAnnotations(key);
    }

    /** The same resource with another spec. */
    public Resource<S> withSpec(S newSpec) {
        return new Resource<>(type, metadata, newSpec);
    }

    /** The same resource with a changed envelope. */
    public Resource<S> withMetadata(Consumer<Metadata.Builder> change) {
        Metadata.Builder builder = metadata.toBuilder();
        change.accept(builder);
        return new Resource<>(type, builder.build(), spec);
    }

    /** The same resource with a label set. */
    public Resource<S> withLabel(String key, String value) {
        return withMetadata(m -> m.putLabels(key, value));
    }

    /** The same resource with an annotation set. */
    public Resource<S> withAnnotation(String key, String value) {
        return withMetadata(m -> m.putAnnotations(key, value));
    }

    /** The same resource without an annotation. */
    public Resource<S> withoutAnnotation(String key) {
        return withMetadata(m -> m.removeAnnotations(key));
    }

    /** The same resource in another phase. */
    public Resource<S> withPhase(Phase phase) {
        return withMetadata(m -> m.setPhase(phase.wireName()));
    }

    /** Type and id as people write them: {@code Cluster/demo} is {@code Clusters/demo} here. */
    public String reference() {
        return type.shortName() + "/" + id();
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}

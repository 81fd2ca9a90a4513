package dev.omnibridge.simulator.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Resources as messages of {@code cosi.resource.State} and back, with the server's own complaints about malformed ones. */
final class Wire {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

    private Wire() {}

    /** A resource as it is sent: envelope, spec as protobuf and as YAML. */
    static dev.omnibridge.omni.proto.cosi.Resource of(Resource<?> resource) {
        return dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                .setMetadata(resource.metadata())
                .setSpec(Spec.newBuilder()
                        .setProtoSpec(resource.spec().toByteString())
                        .setYamlSpec(YamlSpec.of(resource.spec())))
                .build();
    }

    /** What stands for a resource that is not there: version undefined, empty spec. */
    static dev.omnibridge.omni.proto.cosi.Resource tombstone(ResourceType<?> type, String id, Timestamp now) {
        return dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                .setMetadata(Metadata.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .setVersion(Resource.UNDEFINED_VERSION)
                        .setPhase(Phase.RUNNING.wireName())
                        .setCreated(now)
                        .setUpdated(now))
                .setSpec(Spec.getDefaultInstance())
                .build();
    }

    /** Checks that envelope and spec are there and well-formed, whatever the type. */
    static Metadata envelope(dev.omnibridge.omni.proto.cosi.Resource resource) {
        if (!resource.hasMetadata()) {
            throw Refusal.unknown("metadata is missing");
        }
        Metadata metadata = resource.getMetadata();
        if (!metadata.getVersion().equals(Resource.UNDEFINED_VERSION)) {
            version(metadata.getVersion());
        }
        phase(metadata.getPhase());
        if (!resource.hasSpec()) {
            throw Refusal.unknown("spec is missing");
        }
        return metadata;
    }

    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            boolean isNumber = NUMBER.matcher(text).matches();
            throw Refusal.unknown("error parsing version: strconv.ParseInt: parsing \"" + text + "\": "
                    + (isNumber ? "value out of range" : "invalid syntax"));
        }
    }

    /** Reads a phase. */
    static Phase phase(String wireName) {
        try {
            return Phase.ofWireName(wireName);
        } catch (IllegalArgumentException e) {
            throw Refusal.unknown("unknown phase: " + wireName);
        }
    }

    /** The resource of a well-formed envelope; fields of the spec that are not known are kept. */
    static <S extends Message> Resource<S> resource(
            ResourceType<S> type, dev.omnibridge.omni.proto.cosi.Resource resource) {
        Metadata.Builder metadata = resource.getMetadata().toBuilder();
        if (!metadata.getVersion().equals(Resource.UNDEFINED_VERSION)) {
            // a negative one is a very large one, and of no resource
            metadata.setVersion(Long.toUnsignedString(version(metadata.getVersion())));
        }
        List<String> finalizers = List.copyOf(metadata.getFinalizersList());
        metadata.clearFinalizers().addAllFinalizers(new LinkedHashSet<>(finalizers));
        return new Resource<>(
                type, metadata.build(), spec(type, resource.getSpec().getProtoSpec()));
    }

    private static <S extends Message> S spec(ResourceType<S> type, ByteString bytes) {
        try {
            return type.parser().parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.unknown("unexpected EOF");
        }
    }
}

package dev.omnibridge.omni.state;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Between the types of this client and COSI's messages. The YAML that Omni sends beside every spec is dropped here. */
final class WireFormat {

    private WireFormat() {}

    static <S extends Message> Resource<S> read(ResourceType<S> type, dev.omnibridge.omni.proto.cosi.Resource wire) {
        try {
            S spec = type.parser().parseFrom(wire.getSpec().getProtoSpec());
            return new Resource<>(type, wire.getMetadata(), spec);
        } catch (InvalidProtocolBufferException e) {
            throw new OmniException.Unexpected(
                    type.shortName() + "/" + wire.getMetadata().getId() + ": its spec is no "
                            + type.emptySpec().getDescriptorForType().getName(),
                    e);
        }
    }

    /** Both parts are always there, even when empty: Omni refuses a resource without. */
    static dev.omnibridge.omni.proto.cosi.Resource write(Resource<?> resource, Metadata metadata) {
        return dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                .setMetadata(metadata)
                .setSpec(Spec.newBuilder().setProtoSpec(resource.spec().toByteString()))
                .build();
    }

    static List<dev.omnibridge.omni.proto.cosi.LabelQuery> queries(LabelQuery... queries) {
        return Arrays.stream(queries)
                .map(query -> dev.omnibridge.omni.proto.cosi.LabelQuery.newBuilder()
                        .addAllTerms(
                                query.terms().stream().map(WireFormat::term).toList())
                        .build())
                .toList();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static LabelTerm term(Term term) {
        LabelTerm.Builder wire = LabelTerm.newBuilder().setKey(term.key());
        return switch (term) {
            case Term.Exists t ->
                wire.setOp(LabelTerm.Operation.EXISTS).setInvert(t.inverted()).build();
            case Term.Equal t ->
                wire.setOp(LabelTerm.Operation.EQUAL)
                        .addValue(t.value())
                        .setInvert(t.inverted())
                        .build();
            case Term.In t ->
                wire.setOp(LabelTerm.Operation.IN)
                        .addAllValue(t.values())
                        .setInvert(t.inverted())
                        .build();
            case Term.LessThan t ->
                wire.setOp(t.orEqual() ? LabelTerm.Operation.LTE_NUMERIC : LabelTerm.Operation.LT_NUMERIC)
                        .addValue(t.bound())
                        .setInvert(t.inverted())
                        .build();
        };
    }
}

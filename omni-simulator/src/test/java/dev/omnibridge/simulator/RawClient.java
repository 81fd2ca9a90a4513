package dev.omnibridge.simulator;

import com.google.protobuf.Message;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.StateGrpc.StateBlockingV2Stub;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.resource.ResourceType;
import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.time.Clock;
import java.util.function.Consumer;

/** Generated stubs with the client's signing, and nothing in between that could repair or hide what the server says. */
public final class RawClient implements AutoCloseable {

    private final ManagedChannel channel;

    private RawClient(ManagedChannel channel) {
        this.channel = channel;
    }

    /** A client with the first key of an in-process simulator. */
    public static RawClient of(OmniSimulator simulator) {
        return of(simulator, simulator.serviceAccountKey());
    }

    /** A client with another key. */
    public static RawClient of(OmniSimulator simulator, String key) {
        RequestSigner signer = new RequestSigner(ServiceAccountKey.decode(key), Clock.systemUTC());
        return new RawClient(InProcessChannelBuilder.forName(simulator.channelName())
                .intercept(new SigningInterceptor(signer))
                .build());
    }

    /** The signed channel. */
    public ManagedChannel channel() {
        return channel;
    }

    /** Blocking calls of the State service. */
    public StateBlockingV2Stub state() {
        return StateGrpc.newBlockingV2Stub(channel);
    }

    /** A resource as a careful client sends it. */
    public static <S extends Message> Resource resource(ResourceType<S> type, String id, S spec) {
        return Resource.newBuilder()
                .setMetadata(Metadata.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .setVersion("undefined")
                        .setPhase("running"))
                .setSpec(Spec.newBuilder().setProtoSpec(spec.toByteString()))
                .build();
    }

    /** The same resource with a changed envelope. */
    public static Resource with(Resource resource, Consumer<Metadata.Builder> change) {
        Metadata.Builder metadata = resource.getMetadata().toBuilder();
        change.accept(metadata);
        return resource.toBuilder().setMetadata(metadata).build();
    }

    /** Creates and returns what was stored. */
    public <S extends Message> Resource create(ResourceType<S> type, String id, S spec) throws StatusException {
        return create(resource(type, id, spec));
    }

    /** Creates and returns what was stored. */
    public Resource create(Resource resource) throws StatusException {
        return state().create(CreateRequest.newBuilder().setResource(resource).build())
                .getResource();
    }

    /** Updates with options but no expected phase, and returns what was stored. */
    public Resource update(Resource resource) throws StatusException {
        return state().update(UpdateRequest.newBuilder()
                        .setNewResource(resource)
                        .setOptions(UpdateOptions.getDefaultInstance())
                        .build())
                .getResource();
    }

    /** Reads one. */
    public Resource get(ResourceType<?> type, String id) throws StatusException {
        return state().get(GetRequest.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .build())
                .getResource();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

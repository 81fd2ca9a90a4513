package dev.omnibridge.omni.state;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.CreateOptions;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.DestroyOptions;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.GetOptions;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** {@link StateClient} over a channel that signs and limits its calls. Options are sent always: Omni panics on an Update without. */
public final class GrpcStateClient implements StateClient {

    /** With version 0 Omni leaves out the events that a watch's state depends on. */
    private static final int WATCH_API_VERSION = 1;

    private static final Duration RECONNECT_INTERVAL = Duration.ofSeconds(5);

    private final ManagedChannel channel;
    private final StateGrpc.StateBlockingStub blocking;
    private final StateGrpc.StateStub streaming;
    private final Clock clock;
    private final AtomicReference<Instant> lastReconnect = new AtomicReference<>(Instant.EPOCH);

    /** A client over this channel. The clock dates what is created. */
    public GrpcStateClient(ManagedChannel channel, Clock clock) {
        this.channel = channel;
        this.blocking = StateGrpc.newBlockingStub(channel);
        this.streaming = StateGrpc.newStub(channel);
        this.clock = clock;
    }

    @Override
    public <S extends Message> Resource<S> get(ResourceType<S> type, String id) {
        GetRequest request = GetRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setId(id)
                .setOptions(GetOptions.getDefaultInstance())
                .build();
        return call(
                OmniErrors.Call.GET,
                reference(type, id),
                () -> WireFormat.read(type, blocking.get(request).getResource()));
    }

    @Override
    public <S extends Message> List<Resource<S>> list(ResourceType<S> type, LabelQuery... queries) {
        ListRequest request = ListRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setOptions(ListOptions.newBuilder().addAllLabelQuery(WireFormat.queries(queries)))
                .build();
        return call(OmniErrors.Call.LIST, type.shortName(), () -> {
            List<Resource<S>> found = new ArrayList<>();
            blocking.list(request).forEachRemaining(answer -> found.add(WireFormat.read(type, answer.getResource())));
            return List.copyOf(found);
        });
    }

    @Override
    public <S extends Message> Resource<S> create(Resource<S> resource) {
        Timestamp now = WireFormat.timestamp(clock.instant());
        // Omni sets created itself but keeps the updated it is sent, even if there is none.
        Metadata metadata = resource.metadata().toBuilder()
                .setVersion(Resource.UNDEFINED_VERSION)
                .setOwner("")
                .setCreated(now)
                .setUpdated(now)
                .build();
        CreateRequest request = CreateRequest.newBuilder()
                .setResource(WireFormat.write(resource, metadata))
                .setOptions(CreateOptions.getDefaultInstance())
                .build();
        return call(
                OmniErrors.Call.CREATE,
                resource.reference(),
                () -> WireFormat.read(resource.type(), blocking.create(request).getResource()));
    }

    @Override
    public <S extends Message> Resource<S> update(Resource<S> resource) {
        UpdateRequest request = UpdateRequest.newBuilder()
                .setNewResource(WireFormat.write(resource, resource.metadata()))
                .setOptions(UpdateOptions.newBuilder().setExpectedPhase(Phase.RUNNING.wireName()))
                .build();
        return call(
                OmniErrors.Call.UPDATE,
                resource.reference(),
                () -> WireFormat.read(resource.type(), blocking.update(request).getResource()));
    }

    @Override
    public <S extends Message> Resource<S> teardown(Resource<S> resource) {
        return update(resource.withPhase(Phase.TEARING_DOWN));
    }

    @Override
    public void destroy(ResourceType<?> type, String id) {
        DestroyRequest request = DestroyRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setId(id)
                .setOptions(DestroyOptions.getDefaultInstance())
                .build();
        call(OmniErrors.Call.DESTROY, reference(type, id), () -> blocking.destroy(request));
    }

    @Override
    public <S extends Message> Watch watch(ResourceType<S> type, WatchObserver<S> observer, LabelQuery... queries) {
        WatchRequest request = watchOf(type)
                .setOptions(WatchOptions.newBuilder()
                        .setBootstrapContents(true)
                        .addAllLabelQuery(WireFormat.queries(queries)))
                .build();
        return start(request, new GrpcWatch<>(type, type.shortName(), observer));
    }

    @Override
    public <S extends Message> Watch watchOne(ResourceType<S> type, String id, WatchObserver<S> observer) {
        // Bootstrap and queries are refused for one resource; its first event is its state anyway.
        WatchRequest request = watchOf(type)
                .setId(id)
                .setOptions(WatchOptions.getDefaultInstance())
                .build();
        return start(request, new GrpcWatch<>(type, reference(type, id), observer));
    }

    private <S extends Message> Watch start(WatchRequest request, GrpcWatch<S> watch) {
        reconnectNow();
        streaming.watch(request, watch);
        return watch;
    }

    /**
     * Ends the channel's own back-off, which grows to two minutes: watches bring their own. No more often than every few seconds, since many
     * watches begin again at once.
     */
    private void reconnectNow() {
        Instant now = clock.instant();
        Instant last = lastReconnect.get();
        if (!now.isBefore(last.plus(RECONNECT_INTERVAL)) && lastReconnect.compareAndSet(last, now)) {
            channel.resetConnectBackoff();
        }
    }

    private static WatchRequest.Builder watchOf(ResourceType<?> type) {
        return WatchRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setApiVersion(WATCH_API_VERSION);
    }

    private static <T> T call(OmniErrors.Call call, String subject, Supplier<T> body) {
        try {
            return body.get();
        } catch (StatusRuntimeException e) {
            throw OmniErrors.of(call, subject, e);
        }
    }

    private static String reference(ResourceType<?> type, String id) {
        return type.shortName() + "/" + id;
    }
}

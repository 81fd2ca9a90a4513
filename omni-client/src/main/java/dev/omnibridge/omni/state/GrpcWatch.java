package dev.omnibridge.omni.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One watch stream. It asks for one message after the other, so that a slow observer holds the server back. Nothing is told after the end,
 * whichever side it came from.
 */
final class GrpcWatch<S extends Message> implements Watch, ClientResponseObserver<WatchRequest, WatchResponse> {

    private final ResourceType<S> type;
    private final String subject;
    private final WatchObserver<S> observer;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean established;
    private volatile @Nullable ClientCallStreamObserver<WatchRequest> stream;

    GrpcWatch(ResourceType<S> type, String subject, WatchObserver<S> observer) {
        this.type = type;
        this.subject = subject;
        this.observer = observer;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> requests) {
        stream = requests;
        requests.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(WatchResponse message) {
        try {
            // The first message is always empty: it says that the watch stands.
            if (!established && !ended.get()) {
                established = true;
                observer.onEstablished();
            }
            message.getEventList().forEach(this::tell);
        } catch (RuntimeException e) {
            end(OmniErrors.of(OmniErrors.Call.WATCH, subject, e));
        }
        ClientCallStreamObserver<WatchRequest> requests = stream;
        if (requests != null && !ended.get()) {
            requests.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(OmniErrors.of(OmniErrors.Call.WATCH, subject, failure));
    }

    @Override
    public void onCompleted() {
        // Omni never ends a healthy watch, except when it stops.
        end(OmniErrors.of(
                OmniErrors.Call.WATCH,
                subject,
                Status.UNAVAILABLE.withDescription("the server ended the watch").asRuntimeException()));
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            cancel();
        }
    }

    private void tell(Event event) {
        if (ended.get()) {
            return;
        }
        switch (event.getEventType()) {
            case CREATED -> observer.onEvent(new WatchEvent.Created<>(read(event)));
            case UPDATED -> observer.onEvent(new WatchEvent.Updated<>(read(event)));
            case DESTROYED -> observer.onEvent(destroyed(event));
            case BOOTSTRAPPED -> observer.onEvent(new WatchEvent.Bootstrapped<>());
            case ERRORED -> end(OmniErrors.erroredEvent(subject, event.getError()));
            // NOOP only carries a bookmark, and a newer server may know more; neither changes a resource.
            case NOOP, UNRECOGNIZED -> {}
        }
    }

    private Resource<S> read(Event event) {
        return WireFormat.read(type, event.getResource());
    }

    private WatchEvent<S> destroyed(Event event) {
        String id = event.getResource().getMetadata().getId();
        boolean tombstone = event.getResource().getMetadata().getVersion().equals(Resource.UNDEFINED_VERSION);
        return new WatchEvent.Destroyed<>(id, tombstone ? Optional.empty() : Optional.of(read(event)));
    }

    private void end(OmniException reason) {
        if (ended.compareAndSet(false, true)) {
            cancel();
            observer.onEnd(reason);
        }
    }

    private void cancel() {
        ClientCallStreamObserver<WatchRequest> requests = stream;
        if (requests != null) {
            requests.cancel("the watch is no longer needed", null);
        }
    }
}

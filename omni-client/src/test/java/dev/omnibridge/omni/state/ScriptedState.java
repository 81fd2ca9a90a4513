package dev.omnibridge.omni.state;

import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.CreateResponse;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.DestroyResponse;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.ListResponse;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.UpdateResponse;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A State service that answers what the test tells it to and keeps the requests it got. */
final class ScriptedState extends StateGrpc.StateImplBase {

    final BlockingQueue<Object> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<ServerCallStreamObserver<WatchResponse>> watches = new LinkedBlockingQueue<>();
    private volatile @Nullable Status failure;
    private volatile List<Resource> resources = new ArrayList<>();

    /** All calls from now on fail with this. */
    void failWith(Status status) {
        failure = status;
    }

    /** Reads answer this; writes answer what they were sent. */
    void holds(Resource... stored) {
        resources = List.of(stored);
    }

    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> out) {
        answer(request, out, GetResponse.newBuilder().setResource(first()).build());
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> out) {
        ListResponse[] answers = resources.stream()
                .map(r -> ListResponse.newBuilder().setResource(r).build())
                .toArray(ListResponse[]::new);
        answer(request, out, answers);
    }

    @Override
    public void create(CreateRequest request, StreamObserver<CreateResponse> out) {
        answer(
                request,
                out,
                CreateResponse.newBuilder()
                        .setResource(stored(request.getResource()))
                        .build());
    }

    @Override
    public void update(UpdateRequest request, StreamObserver<UpdateResponse> out) {
        answer(
                request,
                out,
                UpdateResponse.newBuilder()
                        .setResource(request.getNewResource())
                        .build());
    }

    @Override
    public void destroy(DestroyRequest request, StreamObserver<DestroyResponse> out) {
        answer(request, out, DestroyResponse.getDefaultInstance());
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
        requests.add(request);
        Status status = failure;
        if (status == null) {
            watches.add((ServerCallStreamObserver<WatchResponse>) out);
        } else {
            out.onError(status.asRuntimeException());
        }
    }

    @SafeVarargs
    private <A> void answer(Object request, StreamObserver<A> out, A... answers) {
        requests.add(request);
        Status status = failure;
        if (status == null) {
            for (A answer : answers) {
                out.onNext(answer);
            }
            out.onCompleted();
        } else {
            out.onError(status.asRuntimeException());
        }
    }

    private Resource first() {
        return resources.isEmpty() ? Resource.getDefaultInstance() : resources.getFirst();
    }

    private static Resource stored(Resource sent) {
        return sent.toBuilder()
                .setMetadata(sent.getMetadata().toBuilder().setVersion("1"))
                .build();
    }
}

package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.CreateResponse;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.DestroyResponse;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.GetResponse;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.ListResponse;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.TeardownAndDestroyRequest;
import dev.omnibridge.omni.proto.cosi.TeardownAndDestroyResponse;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.TeardownResponse;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.UpdateResponse;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.access.Access;
import dev.omnibridge.simulator.access.AccessTable;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.auth.SignatureCheck;
import dev.omnibridge.simulator.backup.BackupStore;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.log.RecordedWrite.Rpc;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.RuleBook;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;

/** {@code cosi.resource.State} (wire-protocol.md 5): each call is handed to {@link Reads}, {@link Writes} or {@link Watches}. */
public final class StateService extends StateGrpc.StateImplBase {

    private final Reads reads;
    private final ExternalResources external;
    private final Writes writes;
    private final Watches watches;
    private final Faults faults;
    private final Departures departures;

    /** The service of one Omni. */
    public StateService(
            Store store,
            AccessTable table,
            ClusterRoles roles,
            CachedReads cache,
            BackupStore backups,
            RuleBook rules,
            Watches watches,
            Faults faults,
            WriteLog log,
            InstantSource time) {
        this.external = new ExternalResources(cache, backups);
        Access access = new Access(table, roles);
        this.reads = new Reads(access, cache, new VirtualResources(roles, time), external);
        this.writes = new Writes(store, access, cache, rules, faults, log, time);
        this.watches = watches;
        this.faults = faults;
        this.departures = new Departures(store);
    }

    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> answer) {
        Answers.one(
                answer,
                () -> GetResponse.newBuilder()
                        .setResource(Wire.of(reads.get(caller(), request)))
                        .build());
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> answer) {
        Answers.many(
                answer,
                () -> reads.list(caller(), request).stream()
                        .map(resource -> ListResponse.newBuilder()
                                .setResource(Wire.of(resource))
                                .build())
                        .toList());
    }

    @Override
    public void create(CreateRequest request, StreamObserver<CreateResponse> answer) {
        Answers.one(
                answer,
                () -> CreateResponse.newBuilder()
                        .setResource(Wire.of(writes.create(caller(), request)))
                        .build());
    }

    @Override
    public void update(UpdateRequest request, StreamObserver<UpdateResponse> answer) {
        Answers.one(
                answer,
                () -> UpdateResponse.newBuilder()
                        .setResource(Wire.of(writes.update(caller(), request)))
                        .build());
    }

    @Override
    public void destroy(DestroyRequest request, StreamObserver<DestroyResponse> answer) {
        Answers.one(answer, () -> {
            writes.destroy(
                    caller(),
                    request.getNamespace(),
                    request.getType(),
                    request.getId(),
                    request.getOptions().getOwner());
            return DestroyResponse.getDefaultInstance();
        });
    }

    @Override
    public void teardown(TeardownRequest request, StreamObserver<TeardownResponse> answer) {
        Answers.one(
                answer,
                () -> TeardownResponse.newBuilder()
                        .setDestroyReady(writes.teardown(
                                caller(),
                                Rpc.TEARDOWN,
                                request.getNamespace(),
                                request.getType(),
                                request.getId(),
                                request.getOptions().getOwner()))
                        .build());
    }

    @Override
    public void teardownAndDestroy(
            TeardownAndDestroyRequest request, StreamObserver<TeardownAndDestroyResponse> answer) {
        Answers.one(answer, () -> {
            String owner = request.getOptions().getOwner();
            writes.teardown(
                    caller(),
                    Rpc.TEARDOWN_AND_DESTROY,
                    request.getNamespace(),
                    request.getType(),
                    request.getId(),
                    owner);
            ResourceType<?> type = KnownTypes.find(request.getType()).orElseThrow();
            departures.destroyWhenFree(owner, type, request.getId(), Context.current());
            return TeardownAndDestroyResponse.getDefaultInstance();
        });
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> answer) {
        Answers.stream(answer, () -> {
            ResourceType<?> type = reads.watched(caller(), request);
            var client = (ServerCallStreamObserver<WatchResponse>) answer;
            if (request.getNamespace().equals(ExternalResources.NAMESPACE)) {
                watches.tellOnce(type, request, client, faults, external.watch(type, request));
            } else {
                watches.open(type, request, client, faults);
            }
        });
    }

    private static Caller caller() {
        return SignatureCheck.CALLER.get();
    }
}

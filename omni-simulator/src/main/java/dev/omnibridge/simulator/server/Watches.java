package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.fault.Call;
import dev.omnibridge.simulator.fault.Calls;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** All open watches (wire-protocol.md 6): how they begin, and what goes on them. */
public final class Watches implements Faults.OpenWatches {

    private static final String COMPACTED = "etcdserver: mvcc: required revision has been compacted";

    private final Store store;
    private final InstantSource time;
    private final Executor executor;
    private final Bookmarks bookmarks = new Bookmarks();
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    /** Watches of a store; the executor runs their sending. */
    public Watches(Store store, InstantSource time, Executor executor) {
        this.store = store;
        this.time = time;
        this.executor = executor;
    }

    /** How many watches are open. */
    public int count() {
        return open.size();
    }

    @Override
    public int end(Calls calls, Status status) {
        List<Open> ending = of(calls);
        ending.forEach(watch -> {
            watch.close();
            watch.stream.end(status);
        });
        return ending.size();
    }

    @Override
    public int error(Calls calls, String text) {
        List<Open> erring = of(calls);
        erring.forEach(watch -> watch.stream.error(text));
        return erring.size();
    }

    @Override
    public void nudge() {
        open.forEach(watch -> watch.stream.nudge());
    }

    /** What a restart of the server does to bookmarks. */
    public void restart() {
        bookmarks.restart();
    }

    void open(
            ResourceType<?> type, WatchRequest request, ServerCallStreamObserver<WatchResponse> client, Faults faults) {
        checkOptions(type, request);
        WatchFilter filter = new WatchFilter(type, bookmarks, request);
        WatchStream stream = stream(type, request, client, faults);
        Open watch = new Open(type, filter, stream);
        client.setOnCancelHandler(watch::close);
        store.atomically(() -> {
            begin(type, request, filter).forEach(events -> stream.send(visible(request, events)));
            open.add(watch);
            store.listen(watch);
            return watch;
        });
        stream.start();
    }

    /** A watch of what no event comes of: it tells what is there and stays open. */
    void tellOnce(
            ResourceType<?> type,
            WatchRequest request,
            ServerCallStreamObserver<WatchResponse> client,
            Faults faults,
            List<List<Event>> messages) {
        WatchStream stream = stream(type, request, client, faults);
        messages.forEach(events -> stream.send(visible(request, events)));
        stream.start();
    }

    private WatchStream stream(
            ResourceType<?> type, WatchRequest request, ServerCallStreamObserver<WatchResponse> client, Faults faults) {
        return new WatchStream(
                new Call("Watch", type.name(), request.getId()),
                client,
                executor,
                faults,
                request.getOptions().getAggregated());
    }

    /** What the watch tells at its beginning, message by message. Called under the store's lock. */
    private List<List<Event>> begin(ResourceType<?> type, WatchRequest request, WatchFilter filter) {
        WatchOptions options = request.getOptions();
        long revision = store.history().revision();
        List<Event> events = new ArrayList<>();
        if (options.hasStartFromBookmark()) {
            events.addAll(resumed(type, request, filter));
        } else if (request.hasId()) {
            events.add(store.get(type, request.getId())
                    .filter(filter::fits)
                    .map(resource -> filter.present(resource, Optional.of(revision)))
                    .orElseGet(() -> filter.tombstone(EventType.DESTROYED, request.getId(), revision, time.instant())));
        } else if (options.getTailEvents() > 0) {
            List<Event> all = since(type, 0, filter);
            events.addAll(all.subList(Math.max(0, all.size() - options.getTailEvents()), all.size()));
        }
        if (!request.hasId() && options.getBootstrapContents()) {
            store.list(type).stream()
                    .filter(filter::fits)
                    .forEach(resource -> events.add(filter.present(resource, Optional.empty())));
            events.add(filter.tombstone(EventType.BOOTSTRAPPED, "", revision, time.instant()));
        }
        if (!request.hasId() && options.getBootstrapBookmark()) {
            events.add(filter.tombstone(EventType.NOOP, "", revision, time.instant()));
        }
        return options.getAggregated()
                ? List.of(events)
                : events.stream().map(List::of).toList();
    }

    /** What happened since a bookmark, without the state of now. */
    private List<Event> resumed(ResourceType<?> type, WatchRequest request, WatchFilter filter) {
        String target =
                call(request) + " \"" + type.name() + "(" + type.namespace() + "/" + request.getId() + "@undefined)\"";
        long after = bookmarks.revision(type, target, request.getOptions().getStartFromBookmark());
        if (after == 0 && !Bookmarks.isInMemory(type)) {
            // to etcd no revision means from now on [live]
            return List.of();
        }
        return after < 0 ? forgotten(type) : since(type, after, filter);
    }

    private static String call(WatchRequest request) {
        return request.hasId() ? "watch" : "watchKind";
    }

    private List<Event> since(ResourceType<?> type, long revision, WatchFilter filter) {
        return store.history()
                .since(type, revision)
                .<List<Event>>map(changes -> changes.stream()
                        .flatMap(change -> filter.of(change).stream())
                        .toList())
                .orElseGet(() -> forgotten(type));
    }

    /** etcd tells of a compacted bookmark by an event, the in-memory store by refusing the watch. */
    private static List<Event> forgotten(ResourceType<?> type) {
        if (Bookmarks.isInMemory(type)) {
            throw Refusal.of(Status.FAILED_PRECONDITION, "invalid watch bookmark");
        }
        return List.of(Event.newBuilder()
                .setEventType(EventType.ERRORED)
                .setError(COMPACTED)
                .build());
    }

    private static void checkOptions(ResourceType<?> type, WatchRequest request) {
        WatchOptions options = request.getOptions();
        if (type.namespace().equals("virtual")) {
            throw Refusal.of(
                    Status.UNIMPLEMENTED,
                    "unsupported resource type for watch " + (request.hasId() ? "" : "kind ") + "\"" + type.name()
                            + "\"");
        }
        if (request.hasId()) {
            if (options.getBootstrapContents()) {
                throw Refusal.of(Status.UNIMPLEMENTED, "bootstrap contents is not implemented for resource watch");
            }
            if (options.getLabelQueryCount() > 0) {
                throw Refusal.of(Status.UNIMPLEMENTED, "label query is not implemented for resource watch");
            }
        }
        if (options.getTailEvents() > 0 && !Bookmarks.isInMemory(type)) {
            throw Refusal.unknown("failed to " + call(request) + ": operation tailEvents is not supported");
        }
        if (options.hasStartFromBookmark() && options.getBootstrapContents()) {
            throw Refusal.unknown(
                    "failed to watchKind: operation startFromBookmark and bootstrapContents is not supported");
        }
    }

    /** Clients of the first version of the protocol don't get the events they would not know. */
    private static List<Event> visible(WatchRequest request, List<Event> events) {
        return request.getApiVersion() > 0
                ? events
                : events.stream()
                        .filter(event -> event.getEventType() != EventType.BOOTSTRAPPED
                                && event.getEventType() != EventType.ERRORED)
                        .toList();
    }

    private List<Open> of(Calls calls) {
        return open.stream().filter(watch -> calls.contain(watch.stream.call())).toList();
    }

    /** An open watch as listener of the store. */
    private final class Open implements StoreListener {
        private final ResourceType<?> type;
        private final WatchFilter filter;
        private final WatchStream stream;

        Open(ResourceType<?> type, WatchFilter filter, WatchStream stream) {
            this.type = type;
            this.filter = filter;
            this.stream = stream;
        }

        @Override
        public void onEvent(StoreEvent<?> event) {
            if (event.type().name().equals(type.name())) {
                filter.of(event).ifPresent(told -> stream.send(List.of(told)));
            }
        }

        @Override
        public void onRestored() {
            close();
            stream.end(Status.UNAVAILABLE.withDescription("connection error"));
        }

        void close() {
            store.unlisten(this);
            open.remove(this);
        }
    }
}

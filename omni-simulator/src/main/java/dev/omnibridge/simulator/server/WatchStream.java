package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.simulator.fault.Call;
import dev.omnibridge.simulator.fault.Faults;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The sending side of one watch: an unbounded queue that is emptied as fast as the client reads, never on the thread that wrote to the
 * store. The first message is empty and means that the watch stands.
 */
final class WatchStream {

    private final Call call;
    private final ServerCallStreamObserver<WatchResponse> client;
    private final Executor executor;
    private final Faults faults;
    private final boolean aggregated;
    private final ArrayDeque<List<Event>> queue = new ArrayDeque<>();
    private boolean established;
    private boolean deaf;
    private boolean ended;

    /**
     * @param call what is watched, for faults
     * @param aggregated whether everything that waits goes into one message
     */
    WatchStream(
            Call call,
            ServerCallStreamObserver<WatchResponse> client,
            Executor executor,
            Faults faults,
            boolean aggregated) {
        this.call = call;
        this.client = client;
        this.executor = executor;
        this.faults = faults;
        this.aggregated = aggregated;
    }

    Call call() {
        return call;
    }

    /** Begins to send. */
    void start() {
        client.setOnReadyHandler(this::nudge);
        nudge();
    }

    /** Sends these events in one message. */
    void send(List<Event> events) {
        synchronized (this) {
            if (!deaf && !events.isEmpty()) {
                queue.add(events);
            }
        }
        nudge();
    }

    /** Sends a last event, after which nothing follows although the stream stays open. */
    void error(String text) {
        send(List.of(Event.newBuilder()
                .setEventType(Event.EventType.ERRORED)
                .setError(text)
                .build()));
        synchronized (this) {
            deaf = true;
        }
    }

    /** Ends the stream at once, whatever waits. */
    synchronized void end(Status status) {
        if (!ended && !client.isCancelled()) {
            ended = true;
            queue.clear();
            client.onError(status.asRuntimeException());
        }
    }

    /** Looks whether something can be sent. */
    void nudge() {
        executor.execute(this::drain);
    }

    private synchronized void drain() {
        while (!ended && !client.isCancelled() && client.isReady() && !faults.stalls(call)) {
            Optional<WatchResponse> next = next();
            if (next.isEmpty()) {
                return;
            }
            client.onNext(next.get());
        }
    }

    private Optional<WatchResponse> next() {
        if (!established) {
            established = true;
            return Optional.of(WatchResponse.getDefaultInstance());
        }
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        List<Event> first = queue.remove();
        WatchResponse.Builder response = WatchResponse.newBuilder().addAllEvent(first);
        // the state at the beginning is a message of its own
        boolean isBootstrap = first.getLast().getEventType() == Event.EventType.BOOTSTRAPPED;
        while (aggregated && !isBootstrap && !queue.isEmpty()) {
            response.addAllEvent(queue.remove());
        }
        return Optional.of(response.build());
    }
}

package dev.omnibridge.simulator.fault;

import dev.omnibridge.simulator.log.WriteLog;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;

/**
 * Counts calls and lets the ordered faults strike. All of Omni's calls have one request message, so what a call is about is known when the
 * client has finished sending, which is also when the handler would begin.
 */
public final class FaultInterceptor implements ServerInterceptor {

    private final Faults faults;
    private final WriteLog log;

    /** Applies these faults and counts in this log. */
    public FaultInterceptor(Faults faults, WriteLog log) {
        this.faults = faults;
        this.log = log;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Lossy<Q, A> lossy = new Lossy<>(call);
        return new Listener<>(lossy, next.startCall(lossy, headers));
    }

    /** A call whose answer can be kept from the client. */
    private static final class Lossy<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private Optional<Status> instead = Optional.empty();
        private boolean isClosed;

        Lossy(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void sendMessage(A message) {
            if (instead.isEmpty()) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            isClosed = true;
            super.close(instead.orElse(status), trailers);
        }
    }

    private final class Listener<Q, A> extends SimpleForwardingServerCallListener<Q> {
        private final Lossy<Q, A> call;
        private Optional<Q> request = Optional.empty();

        Listener(Lossy<Q, A> call, ServerCall.Listener<Q> handler) {
            super(handler);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            request = Optional.of(message);
            super.onMessage(message);
        }

        @Override
        public void onHalfClose() {
            String method = Optional.ofNullable(call.getMethodDescriptor().getBareMethodName())
                    .orElse("");
            Call about = request.map(message -> Call.of(method, message)).orElse(new Call(method, "", ""));
            count(about);
            for (Order order : faults.striking(about)) {
                strike(order);
            }
            if (!call.isClosed) {
                super.onHalfClose();
            }
        }

        private void strike(Order order) {
            switch (order.effect()) {
                case Order.Effect.Refuse(Status status) -> {
                    if (!call.isClosed) {
                        call.close(status, new Metadata());
                    }
                }
                case Order.Effect.LoseAnswer(Status status) -> call.instead = Optional.of(status);
                case Order.Effect.Delay(var real) -> {
                    try {
                        order.awaitLift(real);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case Order.Effect.WriteBefore w -> {}
                case Order.Effect.Objection o -> {}
                case Order.Effect.Stall s -> {}
            }
        }

        private void count(Call about) {
            if (about.method().equals("Watch")) {
                log.countWatch(about.type());
            } else {
                log.count(about.method());
            }
        }
    }
}

package dev.omnibridge.omni.transport;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells a listener of every call. */
final class HeardCalls implements ClientInterceptor {

    private final CallListener listener;
    private final LongSupplier nanos;

    /** @param nanos time as {@link System#nanoTime} tells it */
    HeardCalls(CallListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(ClientCall.Listener<A> answers, Metadata headers) {
                String name = name(method);
                super.start(new Hearing<>(answers, name, listener.begun(name)), headers);
            }
        };
    }

    private final class Hearing<A> extends SimpleForwardingClientCallListener<A> {

        private final String method;
        private final CallListener told;
        private final long begun = nanos.getAsLong();

        private Hearing(ClientCall.Listener<A> answers, String method, CallListener told) {
            super(answers);
            this.method = method;
            this.told = told;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            told.ended(method, status.getCode().name(), Duration.ofNanos(nanos.getAsLong() - begun));
            super.onClose(status, trailers);
        }
    }

    /** The name of the service is clear without its package. */
    private static String name(MethodDescriptor<?, ?> method) {
        String full = method.getFullMethodName();
        return full.substring(full.lastIndexOf('.') + 1);
    }
}

package dev.omnibridge.omni.transport;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call but a watch a deadline, unless it has one, and compresses requests; Omni answers compressed what was asked compressed, and
 * its answers carry every spec twice.
 */
final class CallLimits implements ClientInterceptor {

    /** Shorter than the operator's lease, so that no write outlives the right to make it. */
    static final Duration CALL = Duration.ofSeconds(10);

    /** Making a token takes Omni longer than a read. */
    static final Duration KUBECONFIG = Duration.ofSeconds(20);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        CallOptions compressed = options.withCompression("gzip");
        return next.newCall(method, hasNoEnd(method) ? compressed : withDeadline(method, compressed));
    }

    private static CallOptions withDeadline(MethodDescriptor<?, ?> method, CallOptions options) {
        if (options.getDeadline() != null) {
            return options;
        }
        Duration limit = "Kubeconfig".equals(method.getBareMethodName()) ? KUBECONFIG : CALL;
        return options.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean hasNoEnd(MethodDescriptor<?, ?> method) {
        return "Watch".equals(method.getBareMethodName());
    }
}

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

    /** For the checks before a Kubernetes upgrade Omni asks every control plane and the API of the cluster. */
    static final Duration UPGRADE_CHECKS = Duration.ofSeconds(30);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        CallOptions compressed = options.withCompression("gzip");
        return next.newCall(method, hasNoEnd(method) ? compressed : withDeadline(method, compressed));
    }

    private static CallOptions withDeadline(MethodDescriptor<?, ?> method, CallOptions options) {
        if (options.getDeadline() != null) {
            return options;
        }
        return options.withDeadlineAfter(limit(method).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration limit(MethodDescriptor<?, ?> method) {
        return switch (method.getBareMethodName()) {
            case "Kubeconfig" -> KUBECONFIG;
            case "KubernetesUpgradePreChecks" -> UPGRADE_CHECKS;
            case null, default -> CALL;
        };
    }

    private static boolean hasNoEnd(MethodDescriptor<?, ?> method) {
        return "Watch".equals(method.getBareMethodName());
    }
}

package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that have no handler: those that Omni has and that are not simulated are refused with a text that a person who tries a tool understands, others
 * with the text of Go's gRPC. In either case only once they are signed.
 */
final class UnansweredCalls extends HandlerRegistry {

    private static final Set<String> OMNI = Set.of(
            StateGrpc.SERVICE_NAME,
            ManagementServiceGrpc.SERVICE_NAME,
            "omni.resources.ResourceService",
            "auth.AuthService",
            "oidc.OIDCService");

    private static final MethodDescriptor.Marshaller<InputStream> UNREAD = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(InputStream value) {
            return value;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return new ByteArrayInputStream(new byte[0]);
        }
    };

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
        MethodDescriptor<InputStream, InputStream> call = MethodDescriptor.<InputStream, InputStream>newBuilder()
                .setType(MethodType.UNKNOWN)
                .setFullMethodName(method)
                .setRequestMarshaller(UNREAD)
                .setResponseMarshaller(UNREAD)
                .build();
        return ServerMethodDefinition.create(call, (running, _) -> {
            running.close(Status.UNIMPLEMENTED.withDescription(reason(method)), new Metadata());
            return new ServerCall.Listener<>() {};
        });
    }

    private static String reason(String method) {
        int slash = method.lastIndexOf('/');
        String service = method.substring(0, slash);
        String name = method.substring(slash + 1);
        if (!OMNI.contains(service)) {
            return "unknown service " + service;
        }
        return service.equals(StateGrpc.SERVICE_NAME)
                ? "unknown method " + name + " for service " + service
                : "the simulator does not answer " + method;
    }
}

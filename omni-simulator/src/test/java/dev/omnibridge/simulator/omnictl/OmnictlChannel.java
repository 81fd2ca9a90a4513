package dev.omnibridge.simulator.omnictl;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.omnictl.Transcript.Call;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection as omnictl makes it: plaintext HTTP/2, every call signed, every message compressed, the user agent of Go's gRPC. */
final class OmnictlChannel implements AutoCloseable {

    private static final Metadata.Key<String> CONTEXT = Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER);
    private static final Map<String, MethodDescriptor<?, ?>> METHODS = new HashMap<>();

    static {
        StateGrpc.getServiceDescriptor()
                .getMethods()
                .forEach(method -> METHODS.put(method.getFullMethodName(), method));
        ManagementServiceGrpc.getServiceDescriptor()
                .getMethods()
                .forEach(method -> METHODS.put(method.getFullMethodName(), method));
    }

    private final ManagedChannel channel;

    OmnictlChannel(OmniSimulator simulator, String userAgent) {
        URI endpoint = URI.create(simulator.endpoint());
        channel = NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                .usePlaintext()
                .userAgent(userAgent)
                .intercept(new SigningInterceptor(
                        new RequestSigner(ServiceAccountKey.decode(simulator.serviceAccountKey()), Clock.systemUTC())))
                .build();
    }

    /** The request of a call as a message. */
    static Message request(Call call) throws TextFormat.ParseException {
        Message.Builder request = prototype(method(call)).newBuilderForType();
        TextFormat.getParser().merge(call.request(), request);
        return request.build();
    }

    /** Makes a call whose answers are added to the given ones; what it returns ends the call. */
    Runnable start(Call call, Message request, Answers answers) {
        return start(call, method(call), request, answers);
    }

    @SuppressWarnings("unchecked") // the request was made from the method's own prototype
    private <Q, A> Runnable start(Call call, MethodDescriptor<Q, A> method, Message request, Answers answers) {
        Metadata headers = new Metadata();
        call.context().ifPresent(cluster -> headers.put(CONTEXT, cluster));
        CallOptions options = CallOptions.DEFAULT
                .withCompression("gzip")
                .withDeadlineAfter(Answers.PATIENCE_SECONDS, TimeUnit.SECONDS);
        ClientCall<Q, A> running = ClientInterceptors.intercept(
                        channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                .newCall(method, options);
        running.start(answers.listener(), new Metadata());
        running.request(Integer.MAX_VALUE);
        running.sendMessage((Q) request);
        running.halfClose();
        return () -> running.cancel("omnictl has seen enough", null);
    }

    private static MethodDescriptor<?, ?> method(Call call) {
        return Optional.<MethodDescriptor<?, ?>>ofNullable(METHODS.get(call.method()))
                .orElseGet(() -> unknown(call.method()));
    }

    private static MethodDescriptor<?, ?> unknown(String method) {
        return MethodDescriptor.<Empty, Empty>newBuilder()
                .setType(MethodType.SERVER_STREAMING)
                .setFullMethodName(method)
                .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .build();
    }

    private static Message prototype(MethodDescriptor<?, ?> method) {
        Object prototype = ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
        return (Message) Objects.requireNonNull(prototype);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

package dev.omnibridge.simulation.omni;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Omni's kubeconfig call, answered on the caller's own thread. Its tokens are signed by nobody, and nobody here looks at a signature. */
public final class TokenMint extends Channel {

    private static final Metadata.Key<String> CONTEXT = Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER);
    private static final String HEADER = base64("{\"alg\":\"RS256\",\"kid\":\"key-1\"}");

    private final OmniWorld omni;
    private final OperatorProcess process;
    private final Stage stage;

    /** The mint of an Omni as a process reaches it. */
    public TokenMint(OmniWorld omni, OperatorProcess process, Stage stage) {
        this.omni = omni;
        this.process = process;
        this.stage = stage;
    }

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        return new Answered<>();
    }

    @Override
    public String authority() {
        return "simulation";
    }

    private KubeconfigResponse mint(String cluster, KubeconfigRequest request) {
        Instant now = omni.now();
        Duration ttl = Duration.ofSeconds(request.getServiceAccountTtl().getSeconds());
        String payload = "{\"iat\":%d,\"exp\":%d,\"cluster\":\"%s\"}"
                .formatted(now.getEpochSecond(), now.plus(ttl).getEpochSecond(), cluster);
        String token = HEADER + "." + base64(payload) + "." + base64("unsigned");
        String yaml = """
                {"clusters": [{"cluster": {"server": "https://acme.kubernetes.example"}, "name": "%s"}],
                 "users": [{"name": "u", "user": {"token": "%s"}}]}
                """.formatted(cluster, token);
        stage.minted(process, cluster, request.getServiceAccountUser());
        return KubeconfigResponse.newBuilder()
                .setKubeconfig(ByteString.copyFromUtf8(yaml))
                .build();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A unary call that is answered when its request is complete. */
    private final class Answered<Q, A> extends ClientCall<Q, A> {

        private @Nullable Listener<A> listener;
        private String cluster = "";
        private @Nullable Q request;

        @Override
        public void start(Listener<A> responses, Metadata headers) {
            listener = responses;
            cluster = Optional.ofNullable(headers.get(CONTEXT)).orElse("");
        }

        @Override
        public void request(int messages) {
            // there is one
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            // it is over before anybody could cancel it
        }

        @Override
        public void sendMessage(Q message) {
            request = message;
        }

        @Override
        @SuppressWarnings("unchecked") // the only method that is called answers with this message
        public void halfClose() {
            Listener<A> responses = java.util.Objects.requireNonNull(listener);
            stage.before(process, "Omni: mint a token for " + cluster, true);
            Optional<OmniFaults.Kind> fault = omni.faults().next();
            if (fault.isPresent() && !OmniFaults.isAfterEffect(fault.get())) {
                responses.onClose(status(fault.get()), new Metadata());
                return;
            }
            if (omni.store().get(ResourceTypes.CLUSTER_UUIDS, cluster).isEmpty()) {
                responses.onClose(
                        Status.UNKNOWN.withDescription("failed to get cluster UUID: doesn't exist"), new Metadata());
                return;
            }
            KubeconfigResponse response = mint(cluster, (KubeconfigRequest) java.util.Objects.requireNonNull(request));
            stage.after(process, "Omni: mint a token for " + cluster, true);
            if (fault.isPresent()) {
                responses.onClose(status(fault.get()), new Metadata());
                return;
            }
            responses.onHeaders(new Metadata());
            responses.onMessage((A) response);
            responses.onClose(Status.OK, new Metadata());
        }

        private static Status status(OmniFaults.Kind fault) {
            return fault == OmniFaults.Kind.DEADLINE || fault == OmniFaults.Kind.DEADLINE_AFTER
                    ? Status.DEADLINE_EXCEEDED
                    : Status.UNAVAILABLE;
        }
    }
}

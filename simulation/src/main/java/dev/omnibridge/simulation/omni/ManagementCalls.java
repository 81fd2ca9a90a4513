package dev.omnibridge.simulation.omni;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Stage;
import dev.omnibridge.simulator.upgrade.UpgradeVersions;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Omni's management calls, answered on the caller's own thread. Tokens are signed by nobody, and nobody here looks at a signature. */
public final class ManagementCalls extends Channel {

    private static final Metadata.Key<String> CONTEXT = Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER);
    /** How a question about an upgrade begins, without the cluster. */
    public static final String UPGRADE_CHECKS = "check an upgrade of ";

    private static final String HEADER = base64("{\"alg\":\"RS256\",\"kid\":\"key-1\"}");

    private final OmniWorld omni;
    private final OperatorProcess process;
    private final Stage stage;

    /** The calls of an Omni as a process reaches it. */
    public ManagementCalls(OmniWorld omni, OperatorProcess process, Stage stage) {
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
        if (omni.store().get(ResourceTypes.CLUSTER_UUIDS, cluster).isEmpty()) {
            throw Status.UNKNOWN
                    .withDescription("failed to get cluster UUID: doesn't exist")
                    .asRuntimeException();
        }
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

    /** As Omni 1.10 answers; what workloads in the cluster say against an upgrade is ordered as a fault. */
    private KubernetesUpgradePreChecksResponse checked(String cluster, String newVersion) {
        String current = omni.store()
                .get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster)
                .map(status -> status.spec().getLastUpgradeVersion())
                .orElseThrow(() -> Status.UNKNOWN
                        .withDescription("failed to get: resource KubernetesUpgradeStatuses doesn't exist")
                        .asRuntimeException());
        if (current.isEmpty()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("current version is not known yet")
                    .asRuntimeException();
        }
        if (!UpgradeVersions.isKubernetesPath(current, newVersion)) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("unsupported upgrade path \"" + current + "\" to \"" + newVersion + "\"")
                    .asRuntimeException();
        }
        return omni.faults().objectsToUpgrades()
                ? KubernetesUpgradePreChecksResponse.newBuilder()
                        .setReason("a deprecated API is in use")
                        .build()
                : KubernetesUpgradePreChecksResponse.newBuilder().setOk(true).build();
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
            try {
                A response = (A) answer();
                responses.onHeaders(new Metadata());
                responses.onMessage(response);
                responses.onClose(Status.OK, new Metadata());
            } catch (StatusRuntimeException e) {
                responses.onClose(e.getStatus(), new Metadata());
            }
        }

        private Object answer() {
            return switch (java.util.Objects.requireNonNull(request)) {
                case KubeconfigRequest kubeconfig ->
                    call("mint a token for " + cluster, true, () -> mint(cluster, kubeconfig));
                case KubernetesUpgradePreChecksRequest checks ->
                    call(UPGRADE_CHECKS + cluster, false, () -> checked(cluster, checks.getNewVersion()));
                default -> throw new IllegalStateException("nobody answers " + request.getClass());
            };
        }

        private <T> T call(String what, boolean isWrite, Supplier<T> body) {
            stage.before(process, "Omni: " + what, isWrite);
            Optional<OmniFaults.Kind> fault = omni.faults().next();
            if (fault.isPresent() && !OmniFaults.isAfterEffect(fault.get())) {
                throw status(fault.get()).asRuntimeException();
            }
            T answer = body.get();
            stage.after(process, "Omni: " + what, isWrite);
            if (fault.isPresent()) {
                throw status(fault.get()).asRuntimeException();
            }
            return answer;
        }

        private static Status status(OmniFaults.Kind fault) {
            return fault == OmniFaults.Kind.DEADLINE || fault == OmniFaults.Kind.DEADLINE_AFTER
                    ? Status.DEADLINE_EXCEEDED
                    : Status.UNAVAILABLE;
        }
    }
}

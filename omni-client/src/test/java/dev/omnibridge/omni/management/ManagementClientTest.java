package dev.omnibridge.omni.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.ValidateConfigRequest;
import dev.omnibridge.omni.state.OmniException;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementClientTest {

    private static final KubeconfigRequest REQUEST =
            new KubeconfigRequest("prod-1", "omnibridge", List.of("system:masters"), Duration.ofMinutes(90));

    private final ScriptedManagement omni = new ScriptedManagement();
    private Server server;
    private ManagedChannel channel;
    private ManagementClient client;

    @BeforeEach
    void start() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(omni)
                .intercept(omni)
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
        client = new ManagementClient(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void aKubeconfigIsAskedForWithATokenOfItsOwnAndTheClusterInTheHeaders() {
        Kubeconfig kubeconfig = client.kubeconfig(REQUEST);

        var sent = (dev.omnibridge.omni.proto.management.KubeconfigRequest) omni.requests.getLast();
        assertThat(sent.getServiceAccount()).isTrue();
        assertThat(sent.getServiceAccountUser()).isEqualTo("omnibridge");
        assertThat(sent.getServiceAccountGroupsList()).containsExactly("system:masters");
        assertThat(sent.getServiceAccountTtl().getSeconds()).isEqualTo(5400);
        assertThat(omni.contexts).containsExactly("prod-1");
        assertThat(kubeconfig.yaml()).contains("token: t0p");
    }

    @Test
    void aKubeconfigNeverShowsItsToken() {
        assertThat(client.kubeconfig(REQUEST)).hasToString("Kubeconfig[***]");
    }

    @Test
    void aClusterThatDoesNotExistIsNotFoundThoughOmniHasNoCodeForIt() {
        omni.failure = Status.UNKNOWN.withDescription(
                "failed to get cluster UUID: failed to get: resource ClusterUUIDs.omni.sidero.dev(default/prod-1@undefined) doesn't exist");

        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> client.kubeconfig(REQUEST))
                .withMessageStartingWith("kubeconfig of cluster prod-1: ");
    }

    @Test
    void aTtlThatIsTooLongIsToldWithOmnisReason() {
        omni.failure =
                Status.INVALID_ARGUMENT.withDescription("service account ttl is too long (max allowed: 87600h0m0s)");

        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> client.kubeconfig(REQUEST))
                .withMessageContaining("max allowed: 87600h0m0s");
    }

    @Test
    void aConfigPatchIsCheckedAndItsTextIsNotRepeatedInTheError() {
        client.validateConfig("machine: {}");
        assertThat(omni.requests)
                .containsExactly(ValidateConfigRequest.newBuilder()
                        .setConfig("machine: {}")
                        .build());

        omni.failure = Status.INVALID_ARGUMENT.withDescription(
                "1 error occurred:\n\t* overriding \"machine.token\" is not allowed in the config patch\n\n");
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> client.validateConfig("machine: {token: s3cret}"))
                .withMessage("config patch: overriding \"machine.token\" is not allowed in the config patch");
    }

    @Test
    void upgradeChecksAnswerWithTheReasonThatSpeaksAgainst() {
        assertThat(client.kubernetesUpgradePreChecks("prod-1", "1.35.0"))
                .isEqualTo(new PreCheck(false, "1.35.0 removes an API in use"));
        assertThat(omni.contexts).containsExactly("prod-1");
    }

    @Test
    void upgradeChecksOfAClusterThatIsTooYoungAreNotFoundWhicheverWayOmniSaysIt() {
        omni.failure = Status.UNKNOWN.withDescription(
                "failed to get: resource KubernetesUpgradeStatuses.omni.sidero.dev(default/prod-1@undefined) doesn't exist");
        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> client.kubernetesUpgradePreChecks("prod-1", "1.35.0"));

        omni.failure = Status.FAILED_PRECONDITION.withDescription("current version is not known yet");
        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> client.kubernetesUpgradePreChecks("prod-1", "1.35.0"));
    }

    @Test
    void aVersionThatNoUpgradeLeadsToIsRefused() {
        omni.failure = Status.INVALID_ARGUMENT.withDescription("unsupported upgrade path");

        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> client.kubernetesUpgradePreChecks("prod-1", "1.37.0"));
    }

    /** A management service that answers what the test tells it to. */
    private static final class ScriptedManagement extends ManagementServiceGrpc.ManagementServiceImplBase
            implements ServerInterceptor {

        private final List<Message> requests = new ArrayList<>();
        private final List<@Nullable String> contexts = new ArrayList<>();
        private Status failure = Status.OK;

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            contexts.add(headers.get(Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER)));
            return next.startCall(call, headers);
        }

        @Override
        public void kubeconfig(
                dev.omnibridge.omni.proto.management.KubeconfigRequest request,
                StreamObserver<KubeconfigResponse> out) {
            answer(
                    request,
                    out,
                    KubeconfigResponse.newBuilder()
                            .setKubeconfig(ByteString.copyFromUtf8("users: [{user: {token: t0p}}]"))
                            .build());
        }

        @Override
        public void validateConfig(ValidateConfigRequest request, StreamObserver<Empty> out) {
            answer(request, out, Empty.getDefaultInstance());
        }

        @Override
        public void kubernetesUpgradePreChecks(
                KubernetesUpgradePreChecksRequest request, StreamObserver<KubernetesUpgradePreChecksResponse> out) {
            answer(
                    request,
                    out,
                    KubernetesUpgradePreChecksResponse.newBuilder()
                            .setReason(request.getNewVersion() + " removes an API in use")
                            .build());
        }

        private <A> void answer(Message request, StreamObserver<A> out, A answer) {
            requests.add(request);
            if (failure.isOk()) {
                out.onNext(answer);
                out.onCompleted();
            } else {
                out.onError(failure.asRuntimeException());
            }
        }
    }
}

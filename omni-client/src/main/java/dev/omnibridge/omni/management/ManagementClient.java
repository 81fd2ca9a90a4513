package dev.omnibridge.omni.management;

import com.google.protobuf.Duration;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc.ManagementServiceBlockingStub;
import dev.omnibridge.omni.proto.management.ValidateConfigRequest;
import dev.omnibridge.omni.state.OmniErrors;
import dev.omnibridge.omni.state.OmniException;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.function.Supplier;

/** Calls of Omni's management service. They block, carry a deadline and throw {@link OmniException} only. */
public final class ManagementClient {

    /** Names the cluster; covered by the signature. */
    private static final Metadata.Key<String> CONTEXT = Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagementServiceBlockingStub stub;

    /** A client over this channel. */
    public ManagementClient(Channel channel) {
        this.stub = ManagementServiceGrpc.newBlockingStub(channel);
    }

    /**
     * Makes a kubeconfig. Every call makes a new token that lives until its end and can't be revoked: keep it. Needs the role Operator.
     *
     * @throws OmniException.NotFound if there is no such cluster, or it is too young to have a UUID
     * @throws OmniException.ValidationFailed if user or ttl are not accepted
     */
    public Kubeconfig kubeconfig(KubeconfigRequest request) {
        var message = dev.omnibridge.omni.proto.management.KubeconfigRequest.newBuilder()
                .setServiceAccount(true)
                .setServiceAccountUser(request.user())
                .addAllServiceAccountGroups(request.groups())
                .setServiceAccountTtl(Duration.newBuilder()
                        .setSeconds(request.ttl().toSeconds())
                        .setNanos(request.ttl().toNanosPart()))
                .build();
        return call(
                OmniErrors.Call.MANAGEMENT,
                "kubeconfig of cluster " + request.cluster(),
                () -> new Kubeconfig(forCluster(request.cluster())
                        .kubeconfig(message)
                        .getKubeconfig()
                        .toStringUtf8()));
    }

    /**
     * Checks the text of a config patch as Omni would on its creation. Any valid signature may.
     *
     * @throws OmniException.ValidationFailed with the reason
     */
    public void validateConfig(String patch) {
        ValidateConfigRequest request =
                ValidateConfigRequest.newBuilder().setConfig(patch).build();
        call(OmniErrors.Call.MANAGEMENT, "config patch", () -> stub.validateConfig(request));
    }

    /**
     * Asks whether the Kubernetes of a cluster could be upgraded. Needs the role Operator, and changes nothing.
     *
     * @param newVersion without {@code v}
     * @throws OmniException.NotFound if the cluster is too young to say: nothing is known of its Kubernetes, or not the version it runs
     * @throws OmniException.ValidationFailed if no upgrade leads to that version
     */
    public PreCheck kubernetesUpgradePreChecks(String cluster, String newVersion) {
        KubernetesUpgradePreChecksRequest request = KubernetesUpgradePreChecksRequest.newBuilder()
                .setNewVersion(newVersion)
                .build();
        KubernetesUpgradePreChecksResponse answer = call(
                OmniErrors.Call.UPGRADE_CHECKS,
                "upgrade checks of cluster " + cluster,
                () -> forCluster(cluster).kubernetesUpgradePreChecks(request));
        return new PreCheck(answer.getOk(), answer.getReason());
    }

    private ManagementServiceBlockingStub forCluster(String cluster) {
        Metadata headers = new Metadata();
        headers.put(CONTEXT, cluster);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static <T> T call(OmniErrors.Call call, String subject, Supplier<T> body) {
        try {
            return body.get();
        } catch (StatusRuntimeException e) {
            throw OmniErrors.of(call, subject, e);
        }
    }
}

package dev.omnibridge.simulator.management;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.TalosconfigRequest;
import dev.omnibridge.omni.proto.management.TalosconfigResponse;
import dev.omnibridge.omni.proto.management.ValidateConfigRequest;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.auth.ServiceAccounts;
import dev.omnibridge.simulator.auth.SignatureCheck;
import dev.omnibridge.simulator.catalog.SelfDescription;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.proxy.Tokens;
import dev.omnibridge.simulator.server.Answers;
import dev.omnibridge.simulator.server.Refusal;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.PatchCheck;
import dev.omnibridge.simulator.validation.PatchCheck.Verdict;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;

/** {@code management.ManagementService} (wire-protocol.md 4.5), as far as this project's protos know it. */
public final class ManagementService extends ManagementServiceGrpc.ManagementServiceImplBase {

    private final SelfDescription self;
    private final ServiceAccounts accounts;
    private final Supplier<String> apiUrl;
    private final Kubeconfigs kubeconfigs;
    private final UpgradeChecks upgrades;
    private final PatchCheck patches;

    /**
     * The service of one Omni.
     *
     * @param proxyUrl URL of the Kubernetes proxy, known once it serves
     * @param apiUrl URL of this API, known once it serves
     */
    public ManagementService(
            SelfDescription self,
            Store store,
            ServiceAccounts accounts,
            Tokens tokens,
            Faults faults,
            Supplier<String> proxyUrl,
            Supplier<String> apiUrl) {
        this.self = self;
        this.accounts = accounts;
        this.apiUrl = apiUrl;
        this.kubeconfigs = new Kubeconfigs(self.name(), store, tokens, proxyUrl, apiUrl);
        this.upgrades = new UpgradeChecks(store, faults);
        this.patches = new PatchCheck(self.version());
    }

    @Override
    public void kubeconfig(KubeconfigRequest request, StreamObserver<KubeconfigResponse> answer) {
        Answers.one(
                answer,
                () -> KubeconfigResponse.newBuilder()
                        .setKubeconfig(ByteString.copyFromUtf8(
                                kubeconfigs.make(caller(), SignatureCheck.CLUSTER.get(), request)))
                        .build());
    }

    @Override
    public void talosconfig(TalosconfigRequest request, StreamObserver<TalosconfigResponse> answer) {
        Answers.one(
                answer,
                () -> TalosconfigResponse.newBuilder()
                        .setTalosconfig(ByteString.copyFromUtf8(talosconfig(request)))
                        .build());
    }

    @Override
    public void validateConfig(ValidateConfigRequest request, StreamObserver<Empty> answer) {
        Answers.one(answer, () -> {
            return switch (patches.check(request.getConfig())) {
                case Verdict.Fine() -> Empty.getDefaultInstance();
                case Verdict.Unreadable(String problem) -> throw Rights.refusal(Status.INVALID_ARGUMENT, problem);
                case Verdict.Forbidden(List<String> problems) ->
                    throw Rights.refusal(Status.INVALID_ARGUMENT, Refusal.list(problems));
            };
        });
    }

    @Override
    public void kubernetesUpgradePreChecks(
            KubernetesUpgradePreChecksRequest request, StreamObserver<KubernetesUpgradePreChecksResponse> answer) {
        Answers.one(answer, () -> {
            Rights.require(caller(), Role.OPERATOR);
            return upgrades.check(SignatureCheck.CLUSTER.get(), request.getNewVersion());
        });
    }

    @Override
    public void listServiceAccounts(Empty request, StreamObserver<ListServiceAccountsResponse> answer) {
        Answers.one(answer, () -> {
            Rights.require(caller(), Role.ADMIN);
            return accounts.list();
        });
    }

    private String talosconfig(TalosconfigRequest request) {
        Caller caller = caller();
        Rights.require(caller, request.getBreakGlass() || request.getRaw() ? Role.ADMIN : Role.READER);
        if (request.getBreakGlass() || request.getRaw()) {
            throw Rights.refusal(Status.PERMISSION_DENIED, "not allowed");
        }
        // whether there is such a cluster is not looked at [live]
        String cluster = SignatureCheck.CLUSTER.get().orElse("");
        String name = cluster.isEmpty() ? self.name() : self.name() + "-" + cluster;
        String config = """
                context: %1$s
                contexts:
                    %1$s:
                        endpoints:
                            - %2$s
                        auth:
                            siderov1:
                                identity: %3$s
                """.formatted(name, apiUrl.get(), caller.identity());
        return cluster.isEmpty() ? config : config + "        cluster: " + cluster + "\n";
    }

    private static Caller caller() {
        return SignatureCheck.CALLER.get();
    }
}

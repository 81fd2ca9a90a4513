package dev.omnibridge.simulator.management;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.omnibridge.omni.proto.management.CreateJoinTokenRequest;
import dev.omnibridge.omni.proto.management.CreateJoinTokenResponse;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest;
import dev.omnibridge.omni.proto.management.CreateSchematicResponse;
import dev.omnibridge.omni.proto.management.CreateServiceAccountRequest;
import dev.omnibridge.omni.proto.management.CreateServiceAccountResponse;
import dev.omnibridge.omni.proto.management.CreateUserRequest;
import dev.omnibridge.omni.proto.management.CreateUserResponse;
import dev.omnibridge.omni.proto.management.DestroyServiceAccountRequest;
import dev.omnibridge.omni.proto.management.DestroyUserRequest;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigRequest;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigResponse;
import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.KubeconfigResponse;
import dev.omnibridge.omni.proto.management.KubernetesSyncManifestRequest;
import dev.omnibridge.omni.proto.management.KubernetesSyncManifestResponse;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse;
import dev.omnibridge.omni.proto.management.ListUsersResponse;
import dev.omnibridge.omni.proto.management.MachineLogsRequest;
import dev.omnibridge.omni.proto.management.MachineLogsResponse;
import dev.omnibridge.omni.proto.management.MachinePowerOffRequest;
import dev.omnibridge.omni.proto.management.MachinePowerOffResponse;
import dev.omnibridge.omni.proto.management.MachinePowerOnRequest;
import dev.omnibridge.omni.proto.management.MachinePowerOnResponse;
import dev.omnibridge.omni.proto.management.MaintenanceUpgradeRequest;
import dev.omnibridge.omni.proto.management.MaintenanceUpgradeResponse;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.OmniconfigResponse;
import dev.omnibridge.omni.proto.management.ReadAuditLogRequest;
import dev.omnibridge.omni.proto.management.ReadAuditLogResponse;
import dev.omnibridge.omni.proto.management.RenewServiceAccountRequest;
import dev.omnibridge.omni.proto.management.RenewServiceAccountResponse;
import dev.omnibridge.omni.proto.management.TalosconfigRequest;
import dev.omnibridge.omni.proto.management.TalosconfigResponse;
import dev.omnibridge.omni.proto.management.UpdateUserRequest;
import dev.omnibridge.omni.proto.management.ValidateConfigRequest;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
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

    private final ServiceAccounts accounts;
    private final Kubeconfigs kubeconfigs;
    private final UpgradeChecks upgrades;
    private final ClientConfigs clientConfigs;
    private final ServiceAccountCalls serviceAccounts;
    private final Users users = new Users();
    private final JoinCalls joins;
    private final MachineCalls machines;
    private final Store store;
    private final ClusterRoles roles;
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
            ClusterRoles roles,
            ServiceAccounts accounts,
            Tokens tokens,
            Faults faults,
            Supplier<String> proxyUrl,
            Supplier<String> apiUrl) {
        this.store = store;
        this.roles = roles;
        this.joins = new JoinCalls(store);
        this.machines = new MachineCalls(store, roles);
        this.accounts = accounts;
        this.serviceAccounts = new ServiceAccountCalls(accounts);
        this.clientConfigs = new ClientConfigs(self.name(), roles, apiUrl);
        this.kubeconfigs = new Kubeconfigs(self.name(), store, roles, tokens, proxyUrl, apiUrl);
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
                        .setTalosconfig(ByteString.copyFromUtf8(
                                clientConfigs.talos(caller(), SignatureCheck.CLUSTER.get(), request)))
                        .build());
    }

    @Override
    public void omniconfig(Empty request, StreamObserver<OmniconfigResponse> answer) {
        Answers.one(
                answer,
                () -> OmniconfigResponse.newBuilder()
                        .setOmniconfig(ByteString.copyFromUtf8(clientConfigs.omni(caller())))
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
            Rights.require(roleInCluster(), Role.OPERATOR);
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

    @Override
    public void createServiceAccount(
            CreateServiceAccountRequest request, StreamObserver<CreateServiceAccountResponse> answer) {
        Answers.one(
                answer,
                () -> CreateServiceAccountResponse.newBuilder()
                        .setPublicKeyId(serviceAccounts.create(caller(), request))
                        .build());
    }

    @Override
    public void renewServiceAccount(
            RenewServiceAccountRequest request, StreamObserver<RenewServiceAccountResponse> answer) {
        Answers.one(
                answer,
                () -> RenewServiceAccountResponse.newBuilder()
                        .setPublicKeyId(serviceAccounts.renew(caller(), request))
                        .build());
    }

    @Override
    public void destroyServiceAccount(DestroyServiceAccountRequest request, StreamObserver<Empty> answer) {
        Answers.one(answer, () -> {
            serviceAccounts.destroy(caller(), request.getName());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void createUser(CreateUserRequest request, StreamObserver<CreateUserResponse> answer) {
        Answers.one(
                answer,
                () -> CreateUserResponse.newBuilder()
                        .setUserId(users.create(caller(), request.getEmail(), request.getRole()))
                        .build());
    }

    @Override
    public void updateUser(UpdateUserRequest request, StreamObserver<Empty> answer) {
        Answers.one(answer, () -> {
            users.changeRole(caller(), request.getEmail(), request.getRole());
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void listUsers(Empty request, StreamObserver<ListUsersResponse> answer) {
        Answers.one(answer, () -> users.list(caller()));
    }

    @Override
    public void destroyUser(DestroyUserRequest request, StreamObserver<Empty> answer) {
        Answers.one(answer, () -> {
            users.destroy(caller(), request.getEmail());
            return Empty.getDefaultInstance();
        });
    }

    /** Talos brings no manifests to the clusters here, so that a sync finds nothing to do. */
    @Override
    public void kubernetesSyncManifests(
            KubernetesSyncManifestRequest request, StreamObserver<KubernetesSyncManifestResponse> answer) {
        Answers.many(answer, () -> {
            Rights.require(roleInCluster(), Role.OPERATOR);
            String cluster = SignatureCheck.CLUSTER
                    .get()
                    .orElseThrow(() -> Rights.refusal(Status.INVALID_ARGUMENT, "unable to extract request context"));
            if (store.get(ResourceTypes.CLUSTERS, cluster).isEmpty()) {
                throw Rights.refusal(
                        Status.UNKNOWN,
                        "failed to get kubeconfig: kubeconfig for cluster " + cluster + " is not found");
            }
            return List.of();
        });
    }

    @Override
    public void createJoinToken(CreateJoinTokenRequest request, StreamObserver<CreateJoinTokenResponse> answer) {
        Answers.one(answer, () -> joins.createToken(caller(), request));
    }

    @Override
    public void getMachineJoinConfig(
            GetMachineJoinConfigRequest request, StreamObserver<GetMachineJoinConfigResponse> answer) {
        Answers.one(answer, () -> joins.config(caller(), request));
    }

    @Override
    public void createSchematic(CreateSchematicRequest request, StreamObserver<CreateSchematicResponse> answer) {
        Answers.one(answer, () -> joins.schematic(caller(), request));
    }

    @Override
    public void machineLogs(MachineLogsRequest request, StreamObserver<MachineLogsResponse> answer) {
        Answers.many(answer, () -> {
            throw machines.logs(caller(), request.getMachineId());
        });
    }

    @Override
    public void maintenanceUpgrade(
            MaintenanceUpgradeRequest request, StreamObserver<MaintenanceUpgradeResponse> answer) {
        Answers.one(answer, () -> {
            throw machines.upgrade(caller(), request);
        });
    }

    @Override
    public void machinePowerOff(MachinePowerOffRequest request, StreamObserver<MachinePowerOffResponse> answer) {
        Answers.one(answer, () -> {
            throw machines.powerOff(caller(), request.getMachineId());
        });
    }

    @Override
    public void machinePowerOn(MachinePowerOnRequest request, StreamObserver<MachinePowerOnResponse> answer) {
        Answers.one(answer, () -> {
            throw machines.powerOn(caller(), request.getMachineId());
        });
    }

    /** No audit log is kept here, as in an Omni in which it is off; a role that may not read it is refused first. */
    @Override
    public void readAuditLog(ReadAuditLogRequest request, StreamObserver<ReadAuditLogResponse> answer) {
        Answers.many(answer, () -> {
            Rights.requireAuditor(caller());
            throw Rights.refusal(Status.UNKNOWN, "audit log is disabled");
        });
    }

    private Role roleInCluster() {
        return SignatureCheck.CLUSTER
                .get()
                .map(cluster -> roles.in(caller(), cluster))
                .orElseGet(() -> caller().role());
    }

    private static Caller caller() {
        return SignatureCheck.CALLER.get();
    }
}

package dev.omnibridge.simulator.management;

import static dev.omnibridge.simulator.kind.JoiningKinds.DEFAULT_JOIN_TOKENS;
import static dev.omnibridge.simulator.kind.JoiningKinds.DEFAULT_TOKEN;
import static dev.omnibridge.simulator.kind.JoiningKinds.INSTALLATION_MEDIAS;
import static dev.omnibridge.simulator.kind.JoiningKinds.JOIN_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.management.CreateJoinTokenRequest;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest.SiderolinkGRPCTunnelMode;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigRequest;
import dev.omnibridge.omni.proto.management.MachineLogsRequest;
import dev.omnibridge.omni.proto.management.MachinePowerOffRequest;
import dev.omnibridge.omni.proto.management.MachinePowerOnRequest;
import dev.omnibridge.omni.proto.management.MaintenanceUpgradeRequest;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc.ManagementServiceBlockingV2Stub;
import dev.omnibridge.omni.proto.management.ReadAuditLogRequest;
import dev.omnibridge.omni.proto.specs.DefaultJoinTokenSpec;
import dev.omnibridge.omni.proto.specs.InstallationMediaSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenSpec;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Schematics;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls about machines and how they join, as Omni 1.10.4 answered them. */
class MachineCallsTest extends SimulatorTest {

    private final RawClient operatorClient =
            RawClient.of(simulator, simulator.accounts().create("operator", Role.OPERATOR));
    private final RawClient nobodyClient =
            RawClient.of(simulator, simulator.accounts().create("nobody", Role.NONE));
    private final ManagementServiceBlockingV2Stub admin = ManagementServiceGrpc.newBlockingV2Stub(client.channel());
    private final ManagementServiceBlockingV2Stub operator =
            ManagementServiceGrpc.newBlockingV2Stub(operatorClient.channel());
    private final ManagementServiceBlockingV2Stub nobody =
            ManagementServiceGrpc.newBlockingV2Stub(nobodyClient.channel());

    @AfterEach
    void closeClients() {
        operatorClient.close();
        nobodyClient.close();
    }

    @Test
    @DisplayName("an administrator makes a token with a short name; others do not")
    void createToken() throws Exception {
        assertThat(refused(() -> operator.createJoinToken(token("t"))))
                .isEqualTo("PERMISSION_DENIED unauthorized: access denied: insufficient role: \"Operator\"");
        assertThat(refused(() -> admin.createJoinToken(token(""))))
                .isEqualTo("INVALID_ARGUMENT token name cannot be empty");
        assertThat(refused(() -> admin.createJoinToken(token("of seventeen byte"))))
                .isEqualTo("INVALID_ARGUMENT token name cannot be longer than 16 symbols");

        assertThat(refused(() -> client.create(
                        JOIN_TOKENS,
                        "mine",
                        JoinTokenSpec.newBuilder().setName("x").build())))
                .contains("1 error occurred")
                .contains("only read, update and destroy access is permitted, create should be done via the"
                        + " management.CreateJoinToken API call");

        String id = admin.createJoinToken(token("mine")).getId();
        assertThat(JoinTokenSpec.parseFrom(client.get(JOIN_TOKENS, id).getSpec().getProtoSpec())
                        .getName())
                .isEqualTo("mine");
    }

    @Test
    @DisplayName("the default token can be changed for one there is, and does not go")
    void defaultToken() throws Exception {
        String another = admin.createJoinToken(token("another")).getId();
        Resource choice = client.get(DEFAULT_JOIN_TOKENS, DEFAULT_TOKEN);
        String first =
                DefaultJoinTokenSpec.parseFrom(choice.getSpec().getProtoSpec()).getTokenId();

        assertThat(refused(() -> client.update(choosing(choice, "nope")))).contains("no token with id \"nope\" exists");
        assertThat(refused(() -> destroy(JOIN_TOKENS.name(), first)))
                .contains("deleting default join token is not possible");
        assertThat(refused(() -> destroy(DEFAULT_JOIN_TOKENS.name(), DEFAULT_TOKEN)))
                .contains("destroying the default join token resource is not allowed");

        client.update(choosing(choice, another));
        simulator.world().runUntilIdle();
        assertThat(admin.getMachineJoinConfig(GetMachineJoinConfigRequest.getDefaultInstance())
                        .getConfig())
                .contains("?jointoken=" + another);
    }

    @Test
    @DisplayName("what a machine needs to join comes as arguments of the kernel and as a config")
    void joinConfig() throws Exception {
        var joining = operator.getMachineJoinConfig(GetMachineJoinConfigRequest.newBuilder()
                .setJoinToken("token")
                .setUseGrpcTunnel(true)
                .build());

        assertThat(joining.getKernelArgsList())
                .containsExactly(
                        "siderolink.api=grpc://localhost:8090?grpc_tunnel=true&jointoken=token",
                        "talos.events.sink=[fdae:41e4:649b:9303::1]:8091",
                        "talos.logging.kernel=tcp://[fdae:41e4:649b:9303::1]:8092");
        assertThat(joining.getConfig())
                .startsWith("apiVersion: v1alpha1\nkind: SideroLinkConfig\napiUrl: grpc://localhost:8090?grpc")
                .contains("---\napiVersion: v1alpha1\nkind: EventSinkConfig\n"
                        + "endpoint: '[fdae:41e4:649b:9303::1]:8091'\n");
        assertThat(refused(() -> nobody.getMachineJoinConfig(GetMachineJoinConfigRequest.getDefaultInstance())))
                .isEqualTo("PERMISSION_DENIED unauthorized: access denied: insufficient role: \"None\"");
    }

    @Test
    @DisplayName(
            "a schematic has the id that the image factory gives it; what is not known to be written down is refused")
    void schematic() throws Exception {
        assertThat(Schematics.VANILLA).isEqualTo("376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba");
        assertThat(operator.createSchematic(CreateSchematicRequest.newBuilder()
                                .setJoinToken("token")
                                .addExtraKernelArgs("console=ttyS0,115200n8")
                                .setSiderolinkGrpcTunnelMode(SiderolinkGRPCTunnelMode.ENABLED)
                                .build())
                        .getSchematicYml())
                .startsWith("customization:\n    extraKernelArgs:\n        - siderolink.api=")
                .contains("?grpc_tunnel=true&jointoken=token\n")
                .endsWith("        - console=ttyS0,115200n8\n");
        assertThat(refused(() -> operator.createSchematic(CreateSchematicRequest.newBuilder()
                        .setEmbeddedMachineConfig("x")
                        .build())))
                .startsWith("UNIMPLEMENTED the simulator makes schematics of extensions");
    }

    @Test
    @DisplayName("of a machine that Omni does not know nothing can be had")
    void unknownMachine() {
        assertThat(refused(() -> first(operator.machineLogs(
                        MachineLogsRequest.newBuilder().setMachineId("nope").build()))))
                .isEqualTo("NOT_FOUND failed to get log store for machine \"nope\": log store not found: nope");
        assertThat(refused(() -> operator.maintenanceUpgrade(upgrade("nope"))))
                .isEqualTo("NOT_FOUND machine not found");
        assertThat(refused(() -> operator.machinePowerOff(
                        MachinePowerOffRequest.newBuilder().setMachineId("nope").build())))
                .isEqualTo("NOT_FOUND machine not found");
        assertThat(refused(() -> nobody.machinePowerOff(
                        MachinePowerOffRequest.newBuilder().setMachineId("nope").build())))
                .isEqualTo("PERMISSION_DENIED unauthorized: access denied: insufficient role: \"None\"");
        assertThat(refused(() -> operator.machinePowerOff(MachinePowerOffRequest.getDefaultInstance())))
                .isEqualTo("INVALID_ARGUMENT machine id is required");
    }

    @Test
    @DisplayName("a machine that nobody provisioned can't be powered on, and what is not simulated says so")
    void knownMachine() {
        String machine = simulator.machines().add(MachineTemplate.of("1.13.7")).id();
        simulator.world().runUntilIdle();

        assertThat(refused(() -> operator.machinePowerOn(
                        MachinePowerOnRequest.newBuilder().setMachineId(machine).build())))
                .isEqualTo("FAILED_PRECONDITION machine is not managed by a static infra provider, power on the machine"
                        + " manually");
        assertThat(refused(() -> operator.maintenanceUpgrade(upgrade(machine))))
                .isEqualTo(
                        "UNIMPLEMENTED the simulator does not answer management.ManagementService/MaintenanceUpgrade");
    }

    @Test
    @DisplayName("an operator may not read the audit log, and of an administrator there is none to read")
    void auditLog() {
        assertThat(refused(() -> first(operator.readAuditLog(ReadAuditLogRequest.getDefaultInstance()))))
                .isEqualTo("PERMISSION_DENIED unauthorized: role \"Operator\" is not one of the allowed roles"
                        + " [Auditor Admin]");
        assertThat(refused(() -> first(admin.readAuditLog(ReadAuditLogRequest.getDefaultInstance()))))
                .isEqualTo("UNKNOWN audit log is disabled");
    }

    @Test
    @DisplayName("there are images for 16 platforms in two architectures and for 29 boards, named after the account")
    void installationMedia() throws Exception {
        assertThat(simulator.store().list(INSTALLATION_MEDIAS)).hasSize(61).allSatisfy(media -> {
            assertThat(media.owner()).isEqualTo("InstallationMediaController");
            assertThat(media.version()).isEqualTo(1);
        });
        assertThat(InstallationMediaSpec.parseFrom(client.get(INSTALLATION_MEDIAS, "gcp-arm64.raw.tar.gz")
                        .getSpec()
                        .getProtoSpec()))
                .isEqualTo(InstallationMediaSpec.newBuilder()
                        .setName("GCP (arm64)")
                        .setArchitecture("arm64")
                        .setProfile("gcp")
                        .setContentType("application/gzip")
                        .setDestFilePrefix("gcp-arm64-omni-omni-simulator")
                        .setExtension("raw.tar.gz")
                        .build());
        assertThat(simulator
                        .store()
                        .require(INSTALLATION_MEDIAS, "rockpi_4.raw.xz")
                        .spec()
                        .getDestFilePrefix())
                .isEqualTo("metal-rockpi4-omni-omni-simulator");
    }

    private static CreateJoinTokenRequest token(String name) {
        return CreateJoinTokenRequest.newBuilder().setName(name).build();
    }

    private static MaintenanceUpgradeRequest upgrade(String machine) {
        return MaintenanceUpgradeRequest.newBuilder()
                .setMachineId(machine)
                .setVersion("1.13.8")
                .build();
    }

    private static Resource choosing(Resource choice, String token) {
        return choice.toBuilder()
                .setSpec(Spec.newBuilder()
                        .setProtoSpec(DefaultJoinTokenSpec.newBuilder()
                                .setTokenId(token)
                                .build()
                                .toByteString()))
                .build();
    }

    private Object destroy(String type, String id) throws StatusException {
        return client.state()
                .destroy(DestroyRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type)
                        .setId(id)
                        .build());
    }

    private static <A> A first(BlockingClientCall<?, A> call) throws Exception {
        return call.read();
    }

    private static String refused(ThrowingCallable call) {
        var status = catchThrowableOfType(StatusException.class, call).getStatus();
        return status.getCode() + " " + status.getDescription();
    }
}

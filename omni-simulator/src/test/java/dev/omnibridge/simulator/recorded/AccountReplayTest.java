package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import dev.omnibridge.omni.proto.management.CreateServiceAccountRequest;
import dev.omnibridge.omni.proto.management.DestroyServiceAccountRequest;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc.ManagementServiceBlockingV2Stub;
import dev.omnibridge.omni.proto.management.RenewServiceAccountRequest;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.PublicKeys;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.kind.Definitions;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Calls about service accounts and what each of them sees, as recorded. */
class AccountReplayTest {

    private final Recording recording = new Recording("probe-auth.jsonl");
    private final OmniSimulator simulator = OmniSimulator.builder()
            .inProcess()
            .serviceAccount("automation", Role.ADMIN)
            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
            .build();
    private final RawClient admin = RawClient.of(simulator);
    private final RawClient reader =
            RawClient.of(simulator, simulator.accounts().create("probe-reader", Role.READER));
    private final RawClient operator =
            RawClient.of(simulator, simulator.accounts().create("probe-operator", Role.OPERATOR));

    @BeforeEach
    void start() {
        simulator.start();
    }

    @AfterEach
    void stop() {
        List.of(admin, reader, operator).forEach(RawClient::close);
        simulator.close();
    }

    @TestFactory
    List<DynamicTest> keysAndAccounts() {
        return List.of(
                registered("auth/register-lifetime-10m", "ten-minutes", Duration.ofMinutes(10)),
                registered("auth/register-lifetime-365d", "year", Duration.ofDays(365)),
                registered("auth/register-lifetime-366d", "longer", Duration.ofDays(366)),
                recording.test("auth/sa-create", () -> create(admin, "probe-dup")),
                recording.test("auth/sa-create-again", () -> create(admin, "probe-dup")),
                recording.test("auth/sa-create-as-operator", () -> create(operator, "another")),
                recording.test(
                        "auth/sa-renew-as-operator",
                        () -> stub(operator)
                                .renewServiceAccount(RenewServiceAccountRequest.newBuilder()
                                        .setName("probe-dup")
                                        .setArmoredPgpPublicKey(PublicKeys.armored("probe-dup"))
                                        .build())),
                recording.test("auth/sa-destroy-own", () -> destroy("automation")),
                recording.test("auth/sa-destroy-unknown", () -> destroy("nobody")),
                recording.test("auth/before-destroy", () -> reader.get(ResourceTypes.CURRENT_USERS, "current")),
                recording.test("auth/sa-destroy", () -> destroy("probe-reader")));
    }

    @TestFactory
    List<DynamicTest> whatEverySignatureReads() throws Exception {
        admin.create(Resources.cluster("probe-auth"));
        simulator.world().runUntilIdle();
        return List.of(
                recording.test("auth/current-user-reader", () -> reader.get(ResourceTypes.CURRENT_USERS, "current")),
                recording.test(
                        "auth/current-user-operator", () -> operator.get(ResourceTypes.CURRENT_USERS, "current")),
                recording.test("auth/sysversion-reader", () -> reader.get(ResourceTypes.SYS_VERSIONS, "current")),
                recording.test("auth/status-get", () -> admin.get(ResourceTypes.CLUSTER_STATUSES, "probe-auth")),
                recording.test(
                        "auth/resource-definition",
                        () -> admin.get(Definitions.RESOURCE_DEFINITIONS, "clusters.omni.sidero.dev")),
                recording.test("auth/method-unknown", () -> unknownMethod()));
    }

    @Test
    void everybodySeesItselfAsRecorded() throws Exception {
        assertThat(self(reader))
                .isEqualTo(masked(recording.extra("auth/current-user-reader").asText()));
        assertThat(self(operator))
                .isEqualTo(masked(recording.extra("auth/current-user-operator").asText()));
    }

    private static String self(RawClient client) throws Exception {
        return masked(
                client.get(ResourceTypes.CURRENT_USERS, "current").getSpec().getYamlSpec());
    }

    private static String masked(String yaml) {
        return yaml.replaceAll("(probe-[a-z]+)-[0-9a-f]+@", "$1@").replaceAll("userid: \\S+", "userid: U");
    }

    private DynamicTest registered(String id, String name, Duration lifetime) {
        return recording.test(id, () -> create(admin, name, PublicKeys.armored(name, lifetime)));
    }

    private static void create(RawClient client, String name) throws Exception {
        create(client, name, PublicKeys.armored(name));
    }

    private static void create(RawClient client, String name, String key) throws Exception {
        stub(client)
                .createServiceAccount(CreateServiceAccountRequest.newBuilder()
                        .setName(name)
                        .setRole("Reader")
                        .setArmoredPgpPublicKey(key)
                        .build());
    }

    private void destroy(String name) throws Exception {
        stub(admin)
                .destroyServiceAccount(
                        DestroyServiceAccountRequest.newBuilder().setName(name).build());
    }

    private void unknownMethod() {
        MethodDescriptor<Empty, Empty> method = MethodDescriptor.<Empty, Empty>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName("cosi.resource.State/Nope")
                .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .build();
        ClientCalls.blockingUnaryCall(admin.channel(), method, CallOptions.DEFAULT, Empty.getDefaultInstance());
    }

    private static ManagementServiceBlockingV2Stub stub(RawClient client) {
        return ManagementServiceGrpc.newBlockingV2Stub(client.channel());
    }
}

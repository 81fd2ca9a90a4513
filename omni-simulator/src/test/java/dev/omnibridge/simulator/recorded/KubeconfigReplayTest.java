package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import dev.omnibridge.omni.proto.management.CreateSchematicRequest;
import dev.omnibridge.omni.proto.management.GetMachineJoinConfigRequest;
import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksRequest;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc.ManagementServiceBlockingV2Stub;
import dev.omnibridge.omni.proto.management.TalosconfigRequest;
import dev.omnibridge.omni.proto.management.ValidateConfigRequest;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.machine.Sha256;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KubeconfigReplayTest {

    private static final long HOUR = 3600;
    private static final long LONGEST = 87_600 * HOUR;

    private final Recording recording = new Recording("probe-kubeconfig.jsonl");
    private final OmniSimulator simulator = OmniSimulator.builder()
            .account("00000000-0000-4000-8000-000000000000", "omni-local")
            .inProcess()
            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
            .build();
    private final RawClient admin = RawClient.of(simulator);
    private final RawClient reader =
            RawClient.of(simulator, simulator.accounts().create("reader", Role.READER));
    private final RawClient operator =
            RawClient.of(simulator, simulator.accounts().create("operator", Role.OPERATOR));

    @BeforeEach
    void start() throws Exception {
        simulator.start();
        admin.create(Resources.cluster("kc1"));
        simulator.world().runUntilIdle();
    }

    @AfterEach
    void stop() {
        List.of(admin, reader, operator).forEach(RawClient::close);
        simulator.close();
    }

    @TestFactory
    List<DynamicTest> answers() {
        return List.of(
                kubeconfig("kc/ok", good()),
                kubeconfig("kc/no-user", good().clearServiceAccountUser()),
                kubeconfig("kc/no-ttl", good().clearServiceAccountTtl()),
                kubeconfig("kc/zero-ttl", ttl(0)),
                kubeconfig("kc/negative-ttl", ttl(-1)),
                kubeconfig("kc/max-ttl", ttl(LONGEST)),
                kubeconfig("kc/too-long-ttl", ttl(LONGEST + 1)),
                kubeconfig("kc/one-second-ttl", ttl(1)),
                kubeconfig("kc/no-groups", good().clearServiceAccountGroups()),
                recording.test("kc/no-context", () -> stub(admin).kubeconfig(good().build())),
                recording.test("kc/unknown-cluster", () -> in(admin, "nope").kubeconfig(good().build())),
                kubeconfig("kc/oidc-bad-grant", KubeconfigRequest.newBuilder().setGrantType("x")),
                recording.test(
                        "kc/oidc-unknown", () -> in(admin, "nope").kubeconfig(KubeconfigRequest.getDefaultInstance())),
                recording.test(
                        "kc/break-glass-no-cluster",
                        () -> stub(admin)
                                .kubeconfig(KubeconfigRequest.newBuilder()
                                        .setBreakGlass(true)
                                        .build())),
                recording.test("kc/reader", () -> in(reader, "kc1").kubeconfig(good().build())),
                recording.test("kc/operator", () -> in(operator, "kc1").kubeconfig(good().build())),
                recording.test(
                        "kc/operator-break-glass",
                        () -> in(operator, "kc1")
                                .kubeconfig(KubeconfigRequest.newBuilder()
                                        .setBreakGlass(true)
                                        .build())),
                recording.test(
                        "kc/cluster-header-wins",
                        () -> with(admin, "cluster", "kc1", "context", "nope").kubeconfig(good().build())),
                recording.test(
                        "kc/validate-config-bad",
                        () -> stub(admin)
                                .validateConfig(ValidateConfigRequest.newBuilder()
                                        .setConfig("machine:\n  token: x\n")
                                        .build())),
                recording.test(
                        "kc/validate-config-good",
                        () -> stub(admin)
                                .validateConfig(ValidateConfigRequest.newBuilder()
                                        .setConfig("machine:\n  sysctls:\n    a: b\n")
                                        .build())));
    }

    @TestFactory
    List<DynamicTest> upgradeChecksOfAYoungCluster() {
        return List.of(recording.test(
                "kc/upgrade-prechecks",
                () -> in(admin, "kc1")
                        .kubernetesUpgradePreChecks(KubernetesUpgradePreChecksRequest.newBuilder()
                                .setNewVersion("1.36.3")
                                .build())));
    }

    @Test
    void aServiceAccountsKubeconfigHasTheRecordedShape() throws Exception {
        String yaml =
                in(admin, "kc1").kubeconfig(good().build()).getKubeconfig().toString(StandardCharsets.UTF_8);

        assertThat(yaml.replaceAll("token: \\S+", "token: T")
                        .replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:8095"))
                .isEqualTo("apiVersion: v1\nclusters:\n- cluster:\n    server: https://127.0.0.1:8095\n"
                        + "  name: omni-local-kc1-omnibridge\ncontexts:\n- context:\n"
                        + "    cluster: omni-local-kc1-omnibridge\n    namespace: default\n"
                        + "    user: omni-local-kc1-omnibridge\n  name: omni-local-kc1-omnibridge\n"
                        + "current-context: omni-local-kc1-omnibridge\nkind: Config\nusers:\n"
                        + "- name: omni-local-kc1-omnibridge\n  user:\n    token: T\n");
    }

    @TestFactory
    List<DynamicTest> configurationsForPeople() {
        return List.of(
                recording.test("kc/oidc", () -> assertThat(oidc(admin)).isEqualTo(recorded("kc/oidc"))),
                recording.test("kc/reader-oidc", () -> assertThat(oidc(reader)).isEqualTo(recorded("kc/reader-oidc"))),
                recording.test(
                        "kc/talosconfig-unknown-cluster",
                        () -> assertThat(masked(in(admin, "nope")
                                        .talosconfig(TalosconfigRequest.getDefaultInstance())
                                        .getTalosconfig()
                                        .toString(StandardCharsets.UTF_8)))
                                .isEqualTo(recorded("kc/talosconfig-unknown-cluster"))),
                recording.test(
                        "kc/omniconfig",
                        () -> assertThat(masked(stub(admin)
                                        .omniconfig(Empty.getDefaultInstance())
                                        .getOmniconfig()
                                        .toString(StandardCharsets.UTF_8)))
                                .isEqualTo(recorded("kc/omniconfig"))));
    }

    @TestFactory
    List<DynamicTest> howMachinesJoin() {
        return List.of(
                recording.test("kc/join-config", () -> {
                    var joining = stub(operator).getMachineJoinConfig(GetMachineJoinConfigRequest.getDefaultInstance());
                    assertThat(joining.getKernelArgsList())
                            .map(KubeconfigReplayTest::joining)
                            .containsExactlyElementsOf(recording
                                    .extra("kc/join-config")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList());
                }),
                recording.test("kc/create-schematic", () -> {
                    var schematic = stub(operator)
                            .createSchematic(CreateSchematicRequest.newBuilder()
                                    .addExtensions("siderolabs/iscsi-tools")
                                    .setTalosVersion("1.13.8")
                                    .build());
                    JsonNode expected = recording.extra("kc/create-schematic");
                    assertThat(joining(schematic.getSchematicYml()))
                            .isEqualTo(expected.path("yml").asText());
                    assertThat(schematic.getSchematicId()).isEqualTo(Sha256.hex(schematic.getSchematicYml()));
                    assertThat(schematic.getPxeUrl())
                            .isEqualTo(expected.path("pxe").asText());
                    assertThat(schematic.getGrpcTunnelEnabled())
                            .isEqualTo(expected.path("tunnel").asBoolean());
                }));
    }

    /** Where machines find their Omni, and by which token, is not the same as in the recording. */
    private static String joining(String text) {
        return text.replace("grpc://localhost:8090", "grpc://127.0.0.1:8090")
                .replaceAll("jointoken=[\\w-]+", "jointoken=REDACTED");
    }

    private static String oidc(RawClient client) throws Exception {
        return masked(in(client, "kc1")
                .kubeconfig(KubeconfigRequest.getDefaultInstance())
                .getKubeconfig()
                .toString(StandardCharsets.UTF_8));
    }

    private String recorded(String id) {
        return masked(recording.extra(id).asText());
    }

    /** Where it runs and who asks is not the same as in the recording. */
    private static String masked(String config) {
        return config.replaceAll("(https://127.0.0.1:\\d+|in-process:[0-9a-z-]+)", "URL")
                .replaceAll("[A-Za-z0-9-]+@serviceaccount", "NAME@serviceaccount");
    }

    private DynamicTest kubeconfig(String id, KubeconfigRequest.Builder request) {
        return recording.test(id, () -> in(admin, "kc1").kubeconfig(request.build()));
    }

    /** A request that nothing speaks against. */
    static KubeconfigRequest.Builder good() {
        return KubeconfigRequest.newBuilder()
                .setServiceAccount(true)
                .setServiceAccountUser("omnibridge")
                .setServiceAccountTtl(Duration.newBuilder().setSeconds(HOUR))
                .addServiceAccountGroups("system:masters");
    }

    private static KubeconfigRequest.Builder ttl(long seconds) {
        return good().setServiceAccountTtl(Duration.newBuilder().setSeconds(seconds));
    }

    private static ManagementServiceBlockingV2Stub stub(RawClient client) {
        return ManagementServiceGrpc.newBlockingV2Stub(client.channel());
    }

    /** Calls that concern a cluster. */
    static ManagementServiceBlockingV2Stub in(RawClient client, String cluster) {
        return with(client, "context", cluster);
    }

    private static ManagementServiceBlockingV2Stub with(RawClient client, String... headers) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < headers.length; i += 2) {
            metadata.put(Metadata.Key.of(headers[i], Metadata.ASCII_STRING_MARSHALLER), headers[i + 1]);
        }
        return stub(client).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }
}

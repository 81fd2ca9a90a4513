package dev.omnibridge.simulator;

import static dev.omnibridge.omni.resource.OmniKeys.CLUSTER;
import static dev.omnibridge.omni.resource.OmniKeys.MACHINE_SET;
import static dev.omnibridge.omni.resource.OmniKeys.ROLE_CONTROL_PLANE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.management.KubeconfigRequest;
import dev.omnibridge.omni.proto.management.ManagementServiceGrpc;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import io.grpc.Metadata;
import io.grpc.StatusException;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class ClusterStoryTest {

    @Test
    void aClusterOfOneMachineBecomesReadyAndItsKubeconfigWorksAtTheProxy() throws Exception {
        try (OmniSimulator simulator = stepped().start();
                RawClient client = RawClient.of(simulator)) {
            String machine = declare(simulator, client);

            simulator.world().advance(Duration.ofMinutes(3));

            assertThat(simulator
                            .store()
                            .require(ResourceTypes.CLUSTER_STATUSES, "demo")
                            .spec())
                    .satisfies(status -> {
                        assertThat(status.getReady()).isTrue();
                        assertThat(status.getKubernetesAPIReady()).isTrue();
                    });
            String token = tokenIn(kubeconfig(client, "demo"));
            assertThat(get(simulator, "/version", "Bearer " + token).body()).contains("v1.36.3");
            assertThat(get(simulator, "/readyz", "Bearer " + token).body()).isEqualTo("ok");
            assertThat(get(simulator, "/api/v1/nodes", "Bearer " + token).statusCode())
                    .isEqualTo(200);
            assertThat(simulator.machines().find(machine)).isPresent();
        }
    }

    @Test
    void theProxyRefusesForeignTokensAsRecorded() throws Exception {
        try (OmniSimulator simulator = stepped().start();
                RawClient client = RawClient.of(simulator)) {
            declare(simulator, client);
            simulator.world().runUntilIdle();
            String token = tokenIn(kubeconfig(client, "demo"));

            HttpResponse<String> garbage = get(simulator, "/version", "Bearer garbage");
            HttpResponse<String> tampered = get(simulator, "/version", "Bearer " + token.replaceFirst("\\.e", ".f"));
            HttpResponse<String> tooEarly = get(simulator, "/version", "Bearer " + token);
            simulator.kubernetesProxy().refuse("demo");
            HttpResponse<String> refused = get(simulator, "/version", "Bearer " + token);

            assertThat(garbage.statusCode()).isEqualTo(401);
            assertThat(garbage.body()).isEqualTo("token is malformed: token contains an invalid number of segments");
            assertThat(tampered.statusCode()).isEqualTo(401);
            assertThat(tooEarly.statusCode()).isEqualTo(503);
            assertThat(refused.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void equalStepsGiveEqualEvents() throws Exception {
        assertThat(eventsOfAStory()).hasSizeGreaterThan(100).isEqualTo(eventsOfAStory());
    }

    private static List<String> eventsOfAStory() throws StatusException {
        List<String> events = new ArrayList<>();
        try (OmniSimulator simulator = stepped().start();
                RawClient client = RawClient.of(simulator)) {
            simulator.store().listen(new StoreListener() {
                @Override
                public void onEvent(StoreEvent<?> event) {
                    events.add(event.revision() + " " + event.type() + " " + event.last());
                }
            });
            declare(simulator, client);
            simulator.world().advance(Duration.ofMinutes(2));
        }
        return events;
    }

    private static OmniSimulator stepped() {
        return OmniSimulator.builder()
                .inProcess()
                .stepped(Instant.parse("2026-11-20T09:00:00Z"))
                .build();
    }

    private static String declare(OmniSimulator simulator, RawClient client) throws StatusException {
        String machine = simulator.machines().add(MachineTemplate.of("1.13.8")).id();
        simulator.world().advance(Duration.ofSeconds(30));
        client.create(
                ResourceTypes.CLUSTERS,
                "demo",
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.36.3")
                        .build());
        client.create(RawClient.with(
                RawClient.resource(
                        ResourceTypes.MACHINE_SETS, "demo-control-planes", MachineSetSpec.getDefaultInstance()),
                metadata -> metadata.putLabels(CLUSTER, "demo").putLabels(ROLE_CONTROL_PLANE, "")));
        client.create(RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance()),
                metadata -> metadata.putLabels(CLUSTER, "demo")
                        .putLabels(MACHINE_SET, "demo-control-planes")
                        .putLabels(ROLE_CONTROL_PLANE, "")));
        return machine;
    }

    private static String kubeconfig(RawClient client, String cluster) throws StatusException {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("context", Metadata.ASCII_STRING_MARSHALLER), cluster);
        return ManagementServiceGrpc.newBlockingV2Stub(client.channel())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .kubeconfig(KubeconfigRequest.newBuilder()
                        .setServiceAccount(true)
                        .setServiceAccountUser("me")
                        .addServiceAccountGroups("system:masters")
                        .setServiceAccountTtl(
                                com.google.protobuf.Duration.newBuilder().setSeconds(3600))
                        .build())
                .getKubeconfig()
                .toString(StandardCharsets.UTF_8);
    }

    private static String tokenIn(String kubeconfig) {
        Matcher token = Pattern.compile("token: (\\S+)").matcher(kubeconfig);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static HttpResponse<String> get(OmniSimulator simulator, String path, String authorization)
            throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "omni",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(simulator.caPem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(simulator.kubernetesProxy().url() + path))
                            .header("Authorization", authorization)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

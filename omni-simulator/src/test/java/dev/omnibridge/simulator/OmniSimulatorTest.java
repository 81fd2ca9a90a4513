package dev.omnibridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.GrpcStateClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.transport.OmniChannel;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class OmniSimulatorTest {

    @Test
    void theClientOfThisProjectReadsAndWritesOverAPort() {
        try (OmniSimulator simulator = OmniSimulator.builder().build().start();
                OmniChannel channel = channel(simulator, TlsTrust.system())) {
            StateClient client = new GrpcStateClient(channel.grpc(), Clock.systemUTC());

            client.create(Resource.of(ResourceTypes.MACHINE_LABELS, "m1", MachineLabelsSpec.getDefaultInstance()));

            assertThat(client.get(ResourceTypes.MACHINE_LABELS, "m1").version()).isEqualTo(1);
            assertThat(role(client)).isEqualTo("Admin");
            assertThat(client.get(ResourceTypes.FEATURES_CONFIGS, "features-config")
                            .spec()
                            .getAccount()
                            .getName())
                    .isEqualTo("omni-simulator");
            assertThat(simulator.writeLog().writes()).singleElement().satisfies(write -> {
                assertThat(write.caller().name()).isEqualTo("omnibridge");
                assertThat(write.caller().userAgent()).startsWith("test/1");
                assertThat(write.succeeded()).isTrue();
            });
        }
    }

    @Test
    void anEndpointWithTlsIsReachedByThoseWhoTrustItsCa() {
        try (OmniSimulator simulator = OmniSimulator.builder().tls().build().start();
                OmniChannel trusting = channel(simulator, TlsTrust.systemAnd(simulator.caPem()));
                OmniChannel wary = channel(simulator, TlsTrust.system())) {
            assertThat(role(new GrpcStateClient(trusting.grpc(), Clock.systemUTC())))
                    .isEqualTo("Admin");
            assertThatExceptionOfType(OmniException.Unavailable.class)
                    .isThrownBy(() -> role(new GrpcStateClient(wary.grpc(), Clock.systemUTC())));
        }
    }

    @Test
    void aRestartedServerIsFoundAtTheSamePort() {
        try (OmniSimulator simulator = OmniSimulator.builder().build().start()) {
            String endpoint = simulator.endpoint();
            simulator.stopServer();
            simulator.startServer();

            assertThat(simulator.endpoint()).isEqualTo(endpoint);
            try (OmniChannel channel = channel(simulator, TlsTrust.system())) {
                assertThat(role(new GrpcStateClient(channel.grpc(), Clock.systemUTC())))
                        .isEqualTo("Admin");
            }
        }
    }

    private static String role(StateClient client) {
        return client.get(ResourceTypes.CURRENT_USERS, "current").spec().getRole();
    }

    private static OmniChannel channel(OmniSimulator simulator, TlsTrust trust) {
        return OmniChannel.open(
                OmniEndpoint.parse(simulator.endpoint()),
                trust,
                new SigningInterceptor(
                        new RequestSigner(ServiceAccountKey.decode(simulator.serviceAccountKey()), Clock.systemUTC())),
                "test/1");
    }
}

package dev.omnibridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.GrpcStateClient;
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
                OmniChannel channel = OmniChannel.open(
                        OmniEndpoint.parse(simulator.endpoint()),
                        TlsTrust.system(),
                        new SigningInterceptor(new RequestSigner(
                                ServiceAccountKey.decode(simulator.serviceAccountKey()), Clock.systemUTC())),
                        "test/1")) {
            StateClient client = new GrpcStateClient(channel.grpc(), Clock.systemUTC());

            client.create(Resource.of(ResourceTypes.MACHINE_LABELS, "m1", MachineLabelsSpec.getDefaultInstance()));
            var read = client.get(ResourceTypes.MACHINE_LABELS, "m1");

            assertThat(read.version()).isEqualTo(1);
            assertThat(client.get(ResourceTypes.CURRENT_USERS, "current").spec().getRole())
                    .isEqualTo("Admin");
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
}

package dev.omnibridge.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.RawClient;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CachedReadsTest {

    private static final Duration LAG = Duration.ofMillis(200);

    @Test
    void aReadRightAfterAWriteSeesTheOldState() throws Exception {
        try (OmniSimulator simulator = lagging().start();
                RawClient client = RawClient.of(simulator)) {
            Resource first = create(client);
            assertNotFound(() -> client.get(ResourceTypes.MACHINE_LABELS, "m"));
            assertNotFound(() -> client.update(first));

            simulator.world().advance(LAG);
            client.update(RawClient.with(first, m -> m.putLabels("a", "b")));

            assertThat(version(client)).isEqualTo("1");
            simulator.world().advance(LAG);
            assertThat(version(client)).isEqualTo("2");
        }
    }

    @Test
    void theLagCanBeChangedWhileItServes() throws Exception {
        try (OmniSimulator simulator = lagging().start();
                RawClient client = RawClient.of(simulator)) {
            simulator.cachedReads().lagBy(Duration.ZERO);

            create(client);

            assertThat(version(client)).isEqualTo("1");
        }
    }

    private static OmniSimulator lagging() {
        return OmniSimulator.builder()
                .inProcess()
                .stepped(Instant.parse("2026-11-20T09:00:00Z"))
                .readLag(LAG)
                .build();
    }

    private static Resource create(RawClient client) throws StatusException {
        return client.create(ResourceTypes.MACHINE_LABELS, "m", MachineLabelsSpec.getDefaultInstance());
    }

    private static String version(RawClient client) throws StatusException {
        return client.get(ResourceTypes.MACHINE_LABELS, "m").getMetadata().getVersion();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }
}

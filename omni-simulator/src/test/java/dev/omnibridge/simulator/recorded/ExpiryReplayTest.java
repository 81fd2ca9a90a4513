package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.auth.SignedPayload;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.StateGrpc.StateBlockingV2Stub;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.access.Role;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Calls with a key whose time runs out, as recorded. */
class ExpiryReplayTest {

    private static final String SERVICE = "/" + StateGrpc.SERVICE_NAME + "/";

    private final Recording recording = new Recording("probe-more.jsonl");
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AtomicReference<Instant> now = new AtomicReference<>(start);
    private final OmniSimulator simulator =
            OmniSimulator.builder().inProcess().clock(now::get).build();
    private final RawClient admin = RawClient.of(simulator);
    private final ManagedChannel unsigned =
            InProcessChannelBuilder.forName(simulator.channelName()).build();

    @BeforeEach
    void start() {
        simulator.start();
    }

    @AfterEach
    void stop() {
        admin.close();
        unsigned.shutdownNow();
        simulator.close();
    }

    @TestFactory
    List<DynamicTest> calls() {
        String key = simulator.accounts().create("expiring", Role.READER, Duration.ofSeconds(12));
        return List.of(
                called(1, "1 s after creation of a 12 s key", key),
                called(8, "8 s after creation of a 12 s key", key),
                called(13, "13 s after creation of a 12 s key", key),
                called(20, "20 s after creation of a 12 s key", key));
    }

    @TestFactory
    List<DynamicTest> anOpenWatch() {
        return List.of(recording.test("more/stream-after-expiry", () -> {
            String key = simulator.accounts().create("short", Role.READER, Duration.ofSeconds(8));
            var watch = signed(key, "Watch")
                    .watch(WatchRequest.newBuilder()
                            .setNamespace("default")
                            .setType(ResourceTypes.MACHINE_LABELS.name())
                            .setApiVersion(1)
                            .build());
            assertThat(watch.read(30, TimeUnit.SECONDS).getEventList()).isEmpty();
            now.set(start.plusSeconds(14));
            admin.create(ResourceTypes.MACHINE_LABELS, "late", MachineLabelsSpec.getDefaultInstance());
            assertThat(watch.read(30, TimeUnit.SECONDS)
                            .getEvent(0)
                            .getResource()
                            .getMetadata()
                            .getId())
                    .isEqualTo("late");
            watch.cancel("seen enough", null);
        }));
    }

    private DynamicTest called(int seconds, String what, String key) {
        return recording.test("more/expiring-call", what, () -> {
            now.set(start.plusSeconds(seconds));
            signed(key, "Get")
                    .get(GetRequest.newBuilder()
                            .setNamespace("virtual")
                            .setType(ResourceTypes.CURRENT_USERS.name())
                            .setId("current")
                            .build());
        });
    }

    private StateBlockingV2Stub signed(String key, String method) throws Exception {
        long second = now.get().getEpochSecond();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of(SignedPayload.TIMESTAMP, Metadata.ASCII_STRING_MARSHALLER), Long.toString(second));
        String payload = SignedPayload.of(SERVICE + method, headers).text();
        return StateGrpc.newBlockingV2Stub(
                ClientInterceptors.intercept(unsigned, new HandSigner(key, payload, second)));
    }
}

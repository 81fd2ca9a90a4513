package dev.omnibridge.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.state.Snapshot;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FaultsTest extends SimulatorTest {

    private final Faults faults = simulator.faults();

    @Test
    void theNextMatchingCallsAreRefusedWithoutEffect() throws Exception {
        Order order =
                faults.refuseNext(2, Calls.of("Create").on(ResourceTypes.MACHINE_LABELS), Status.Code.UNAVAILABLE);

        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.OK);
        assertThat(order.hits()).isEqualTo(2);
    }

    @Test
    void aStandingRefusalHoldsUntilItIsLifted() throws Exception {
        Order order = faults.refuse(Calls.any(), Status.Code.UNAUTHENTICATED);

        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.UNAUTHENTICATED);
        order.lift();

        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.OK);
    }

    @Test
    void aLostAnswerLeavesTheWriteInPlace() throws Exception {
        faults.loseAnswers(1, Calls.of("Create"), Status.Code.DEADLINE_EXCEEDED);

        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.OK);
    }

    @Test
    void anOrderedConflictIsARealOne() throws Exception {
        Resource resource = create("a");
        faults.conflictNext(1, ResourceTypes.MACHINE_LABELS);

        assertThat(codeOf(() -> client.update(resource))).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(read("a").getMetadata().getVersion()).isEqualTo("2");
    }

    @Test
    void aDelayedCallGoesOnWhenTheDelayIsLifted() throws Exception {
        Order order = faults.delay(Calls.of("Create"), Duration.ofHours(1));
        Thread call = Thread.ofVirtual().start(() -> {
            try {
                create("a");
            } catch (StatusException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> order.hits() == 1);
        assertThat(simulator.store().get(ResourceTypes.MACHINE_LABELS, "a")).isEmpty();

        order.lift();

        assertThat(call.join(Duration.ofSeconds(10))).isTrue();
        assertThat(simulator.store().get(ResourceTypes.MACHINE_LABELS, "a")).isPresent();
    }

    @Test
    void aStalledWatchTellsEverythingOnceItIsLifted() throws Exception {
        var watch = watch();
        next(watch);
        Order order = faults.stallWatches(ResourceTypes.MACHINE_LABELS);
        create("a");
        assertSilent(watch);

        order.lift();

        assertThat(next(watch).getEvent(0).getResource().getMetadata().getId()).isEqualTo("a");
    }

    @Test
    void aDroppedWatchEndsAsUnavailable() throws Exception {
        var watch = watch();
        next(watch);

        assertThat(faults.dropWatches(ResourceTypes.MACHINE_LABELS)).isEqualTo(1);

        assertThat(codeOf(() -> watch.read(10, TimeUnit.SECONDS))).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(simulator.openWatches()).isZero();
    }

    @Test
    void anErroredWatchStaysOpenAndSilent() throws Exception {
        var watch = watch();
        next(watch);

        faults.errorWatches(ResourceTypes.MACHINE_LABELS, "buffer overrun");
        create("a");

        assertThat(next(watch).getEvent(0).getEventType()).isEqualTo(Event.EventType.ERRORED);
        assertSilent(watch);
    }

    @Test
    void anExpiredOrRevokedKeyIsRefused() throws Exception {
        simulator.accounts().expire("omnibridge");
        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.UNAUTHENTICATED);

        simulator.accounts().renew("omnibridge");
        assertThat(codeOf(() -> create("a"))).isEqualTo(Status.Code.OK);

        simulator.accounts().revoke("omnibridge");
        assertThat(codeOf(() -> create("b"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void anotherAccountBehindTheEndpointIsEmptyAndTheOwnOneComesBack() throws Exception {
        create("a");
        simulator.pretendToBe("11111111-1111-4111-8111-111111111111", "other");

        assertThat(account().getName()).isEqualTo("other");
        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.NOT_FOUND);
        simulator.returnHome();

        assertThat(account().getName()).isEqualTo("omni-simulator");
        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.OK);
    }

    @Test
    void aRestoredStateGoesBackAndEndsTheWatches() throws Exception {
        Snapshot before = simulator.snapshot();
        create("a");
        var watch = watch();
        next(watch);

        simulator.restore(before);

        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> watch.read(10, TimeUnit.SECONDS))).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aStoppedServerIsUnavailableAndComesBackWithItsState() throws Exception {
        create("a");
        simulator.stopServer();
        assertThat(codeOf(() -> read("a"))).isEqualTo(Status.Code.UNAVAILABLE);

        simulator.startServer();

        try (RawClient second = RawClient.of(simulator)) {
            assertThat(second.get(ResourceTypes.MACHINE_LABELS, "a")
                            .getMetadata()
                            .getVersion())
                    .isEqualTo("1");
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static Status.Code codeOf(Attempt attempt) throws Exception {
        try {
            attempt.run();
            return Status.Code.OK;
        } catch (StatusException e) {
            return e.getStatus().getCode();
        }
    }

    private Resource create(String id) throws StatusException {
        return client.create(ResourceTypes.MACHINE_LABELS, id, MachineLabelsSpec.getDefaultInstance());
    }

    private Resource read(String id) throws StatusException {
        return client.get(ResourceTypes.MACHINE_LABELS, id);
    }

    private FeaturesConfigSpec.Account account() throws Exception {
        Resource features = client.get(ResourceTypes.FEATURES_CONFIGS, "features-config");
        return FeaturesConfigSpec.parseFrom(features.getSpec().getProtoSpec()).getAccount();
    }

    private BlockingClientCall<?, WatchResponse> watch() {
        return client.state()
                .watch(WatchRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.MACHINE_LABELS.name())
                        .setApiVersion(1)
                        .setOptions(WatchOptions.getDefaultInstance())
                        .build());
    }

    private static void assertSilent(BlockingClientCall<?, WatchResponse> watch) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> watch.read(200, TimeUnit.MILLISECONDS));
    }

    private static WatchResponse next(BlockingClientCall<?, WatchResponse> watch) throws Exception {
        return Objects.requireNonNull(watch.read(10, TimeUnit.SECONDS));
    }
}

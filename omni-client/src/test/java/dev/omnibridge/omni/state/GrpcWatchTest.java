package dev.omnibridge.omni.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.ResourceTypes;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcWatchTest {

    private final ScriptedState omni = new ScriptedState();
    private final InProcess process = InProcess.of(omni);
    private final StateClient client = new GrpcStateClient(process.channel(), Clock.systemUTC());
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void aKindWatchAsksForABootstrapAndTheEventsItsStateDependsOn() throws InterruptedException {
        client.watch(ResourceTypes.MACHINE_LABELS, heard, LabelQuery.exists("a"));

        WatchRequest request = (WatchRequest) omni.requests.take();
        assertThat(request.getApiVersion()).isEqualTo(1);
        assertThat(request.getOptions().getBootstrapContents()).isTrue();
        assertThat(request.getOptions().getAggregated()).isFalse();
        assertThat(request.getOptions().getLabelQueryCount()).isEqualTo(1);
        assertThat(request.hasId()).isFalse();
    }

    @Test
    void eventsAreToldInOrderAndAnEmptyFirstMessageMeansThatTheWatchStands() throws InterruptedException {
        client.watch(ResourceTypes.MACHINE_LABELS, heard);

        var stream = omni.watches.take();
        stream.onNext(WatchResponse.getDefaultInstance());
        assertThat(heard.log).containsExactly("established");
        stream.onNext(message(event(EventType.CREATED, "a", "1"), event(EventType.BOOTSTRAPPED, "", "undefined")));
        stream.onNext(message(event(EventType.UPDATED, "a", "2")));
        stream.onNext(message(event(EventType.NOOP, "", "undefined")));
        stream.onNext(message(event(EventType.DESTROYED, "a", "2")));

        assertThat(heard.log)
                .containsExactly("established", "created a v1", "bootstrapped", "updated a v2", "destroyed a v2");
    }

    @Test
    void anErroredEventEndsTheWatchAndLetsGoOfTheStream() throws InterruptedException {
        client.watch(ResourceTypes.MACHINE_LABELS, heard);
        var stream = omni.watches.take();
        stream.onNext(WatchResponse.getDefaultInstance());

        stream.onNext(message(
                Event.newBuilder()
                        .setEventType(EventType.ERRORED)
                        .setError("required revision has been compacted")
                        .build(),
                event(EventType.CREATED, "late", "1")));

        assertThat(heard.log)
                .containsExactly(
                        "established",
                        "end Unexpected MachineLabels: the watch broke: required revision has been compacted");
        await().until(stream::isCancelled);
    }

    @Test
    void theServersEndIsToldAsItsError() throws InterruptedException {
        client.watch(ResourceTypes.MACHINE_LABELS, heard);
        omni.watches
                .take()
                .onError(Status.UNAUTHENTICATED
                        .withDescription("invalid signature")
                        .asRuntimeException());
        client.watch(ResourceTypes.MACHINE_LABELS, heard);
        omni.watches.take().onCompleted();

        assertThat(heard.log).hasSize(2);
        assertThat(heard.log.get(0)).isEqualTo("end Unauthenticated MachineLabels: invalid signature");
        assertThat(heard.log.get(1)).startsWith("end Unavailable ").contains("the server ended the watch");
    }

    @Test
    void aClosedWatchSaysNothingMore() throws InterruptedException {
        Watch watch = client.watch(ResourceTypes.MACHINE_LABELS, heard);
        var stream = omni.watches.take();
        stream.onNext(WatchResponse.getDefaultInstance());

        watch.close();
        watch.close();

        await().until(stream::isCancelled);
        assertThat(heard.log).containsExactly("established");
    }

    @Test
    void aCloseInTheMiddleOfAMessageStopsTheRestOfIt() throws InterruptedException {
        CompletableFuture<Watch> watch = new CompletableFuture<>();
        heard.onEach = text -> {
            if (text.startsWith("created")) {
                watch.join().close();
            }
        };
        watch.complete(client.watch(ResourceTypes.MACHINE_LABELS, heard));
        omni.watches.take().onNext(message(event(EventType.CREATED, "a", "1"), event(EventType.CREATED, "b", "1")));

        assertThat(heard.log).containsExactly("established", "created a v1");
    }

    @Test
    void anObserverThatFailsEndsTheWatch() throws InterruptedException {
        heard.onEach = text -> {
            if (text.startsWith("created")) {
                throw new IllegalStateException("no room");
            }
        };
        client.watch(ResourceTypes.MACHINE_LABELS, heard);
        omni.watches.take().onNext(message(event(EventType.CREATED, "a", "1")));

        assertThat(heard.log).hasSize(3).last().asString().startsWith("end Unexpected MachineLabels");
    }

    @Test
    void theServerIsAskedForOneMessageAtATimeAndOnlyAfterTheLastWasDealtWith() throws InterruptedException {
        List<Boolean> ready = new ArrayList<>();
        CompletableFuture<ServerCallStreamObserver<WatchResponse>> stream = new CompletableFuture<>();
        heard.onEach = text -> ready.add(stream.join().isReady());
        client.watch(ResourceTypes.MACHINE_LABELS, heard);
        stream.complete(omni.watches.take());

        stream.join().onNext(WatchResponse.getDefaultInstance());
        stream.join().onNext(message(event(EventType.CREATED, "a", "1")));

        assertThat(ready)
                .as("the server may send while a message is dealt with")
                .containsExactly(false, false);
        assertThat(stream.join().isReady()).isTrue();
    }

    @Test
    void aWatchOfOneResourceBeginsWithItsStateOrItsAbsence() throws InterruptedException {
        client.watchOne(ResourceTypes.MACHINE_LABELS, "a", heard);

        WatchRequest request = (WatchRequest) omni.requests.take();
        assertThat(request.getId()).isEqualTo("a");
        assertThat(request.hasOptions()).isTrue();
        assertThat(request.getOptions().getBootstrapContents()).isFalse();
        omni.watches.take().onNext(message(event(EventType.DESTROYED, "a", "undefined")));
        assertThat(heard.log).containsExactly("established", "destroyed a -");
    }

    @Test
    void theStoreIsReadByTheFirstEventOfAWatchThatIsClosedThen() throws Exception {
        CompletableFuture<Optional<dev.omnibridge.omni.resource.Resource<MachineLabelsSpec>>> read =
                CompletableFuture.supplyAsync(
                        () -> client.getStored(ResourceTypes.MACHINE_LABELS, "a", Duration.ofSeconds(30)));
        var stream = omni.watches.take();
        stream.onNext(message(event(EventType.CREATED, "a", "3")));

        assertThat(read.get().orElseThrow().version()).isEqualTo(3);
        await().until(stream::isCancelled);

        CompletableFuture<Boolean> absent = CompletableFuture.supplyAsync(
                () -> client.confirmAbsent(ResourceTypes.MACHINE_LABELS, "a", Duration.ofSeconds(30)));
        omni.watches.take().onNext(message(event(EventType.DESTROYED, "a", "undefined")));
        assertThat(absent.get()).isTrue();
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoAbsence() {
        assertThatExceptionOfType(OmniException.DeadlineExceeded.class)
                .isThrownBy(() -> client.confirmAbsent(ResourceTypes.MACHINE_LABELS, "a", Duration.ofMillis(20)))
                .withMessageContaining("MachineLabels/a");

        omni.failWith(Status.UNAVAILABLE);
        assertThatExceptionOfType(OmniException.Unavailable.class)
                .isThrownBy(() -> client.confirmAbsent(ResourceTypes.MACHINE_LABELS, "a", Duration.ofSeconds(30)));
    }

    private static WatchResponse message(Event... events) {
        return WatchResponse.newBuilder().addAllEvent(List.of(events)).build();
    }

    private static Event event(EventType type, String id, String version) {
        return Event.newBuilder()
                .setEventType(type)
                .setResource(Resource.newBuilder()
                        .setMetadata(Metadata.newBuilder()
                                .setId(id)
                                .setVersion(version)
                                .setPhase("running")))
                .build();
    }

    /** Writes down what the watch tells. */
    private static final class Heard implements WatchObserver<MachineLabelsSpec> {

        private final List<String> log = new ArrayList<>();
        private Consumer<String> onEach = text -> {};

        @Override
        public void onEstablished() {
            hear("established");
        }

        @Override
        public void onEvent(WatchEvent<MachineLabelsSpec> event) {
            hear(
                    switch (event) {
                        case WatchEvent.Created<MachineLabelsSpec>(var r) -> "created " + r.id() + " v" + r.version();
                        case WatchEvent.Updated<MachineLabelsSpec>(var r) -> "updated " + r.id() + " v" + r.version();
                        case WatchEvent.Destroyed<MachineLabelsSpec>(var id, var last) ->
                            "destroyed " + id + " "
                                    + last.map(r -> "v" + r.version()).orElse("-");
                        case WatchEvent.Bootstrapped<MachineLabelsSpec> _ -> "bootstrapped";
                    });
        }

        @Override
        public void onEnd(OmniException reason) {
            hear("end " + reason.getClass().getSimpleName() + " " + reason.getMessage());
        }

        private void hear(String text) {
            log.add(text);
            onEach.accept(text);
        }
    }
}

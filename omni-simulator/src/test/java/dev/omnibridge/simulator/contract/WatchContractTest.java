package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.CurrentUserSpec;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.Watch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Labels labels = new Labels(omni);
    private final Watching<MachineLabelsSpec> watching = new Watching<>(omni);

    @BeforeEach
    void writes() {
        omni.needsToWrite();
    }

    @Test
    void aWatchTellsWhatExistsByIdThenThatThisWasAllThenWhatHappens() {
        labels.stored("b");
        Resource<MachineLabelsSpec> a = labels.stored("a");
        try (Watch _ = omni.state().watch(Labels.TYPE, watching)) {
            watching.awaitTold("established", "created a v1", "created b v1", "bootstrapped");

            Resource<MachineLabelsSpec> second = omni.state().update(a.withLabel("x", "1"));
            omni.state().destroy(Labels.TYPE, second.id());
            labels.stored("c");
            watching.awaitTold(
                    "established",
                    "created a v1",
                    "created b v1",
                    "bootstrapped",
                    "updated a v2",
                    "destroyed a v2",
                    "created c v1");
        }
    }

    @Test
    void aWatchWithAQueryTellsOfTheBeginningAndTheEndOfFitting() {
        Resource<MachineLabelsSpec> a = labels.stored("a");
        try (Watch _ = omni.state().watch(Labels.TYPE, watching, LabelQuery.equal("run", omni.id("x")))) {
            watching.awaitTold("established", "bootstrapped");

            Resource<MachineLabelsSpec> fits = omni.state().update(a.withLabel("run", omni.id("x")));
            omni.state().update(fits.withLabel("run", "other"));
            watching.awaitTold("established", "bootstrapped", "created a v2", "destroyed a v3");
        }
    }

    @Test
    void aWatchOfOneResourceBeginsWithItsStateInTheStore() {
        Resource<MachineLabelsSpec> a = labels.stored("a");
        try (Watch _ = omni.state().watchOne(Labels.TYPE, a.id(), watching)) {
            watching.awaitTold("established", "created a v1");
        }
    }

    @Test
    void aWatchOfOneResourceBeginsWithItsAbsenceAndTellsOfItsCreation() {
        try (Watch _ = omni.state().watchOne(Labels.TYPE, omni.id("late"), watching)) {
            watching.awaitTold("established", "destroyed late -");

            labels.stored("late");
            watching.awaitTold("established", "destroyed late -", "created late v1");
        }
    }

    @Test
    void everyKindOfThisProjectIsKnownAndCanBeWatched() {
        assertThat(ResourceTypes.all())
                .filteredOn(type -> !type.equals(ResourceTypes.CURRENT_USERS))
                .allSatisfy(type -> assertThat(bootstrapped(type)).isTrue());
    }

    @Test
    void aKindThatNobodyMayReadAndOneThatCannotBeWatchedAreRefused() {
        ResourceType<MachineLabelsSpec> secrets =
                new ResourceType<>("ClusterSecrets.omni.sidero.dev", "default", MachineLabelsSpec.getDefaultInstance());
        omni.state().watch(secrets, watching);
        assertThat(watching.awaitEnd())
                .isInstanceOf(OmniException.PermissionDenied.class)
                .hasMessageContaining("no access is permitted");

        Watching<CurrentUserSpec> virtual = new Watching<>(omni);
        omni.state().watch(ResourceTypes.CURRENT_USERS, virtual);
        assertThat(virtual.awaitEnd())
                .isInstanceOf(OmniException.Unsupported.class)
                .hasMessageContaining("unsupported resource type for watch kind");
    }

    @Test
    void theFirstMessageIsEmptyAndOnlyTheEndOfTheBootstrapCarriesABookmark() {
        labels.stored("a");
        Iterator<WatchResponse> messages = raw(WatchOptions.newBuilder().setBootstrapContents(true), 1);

        assertThat(messages.next().getEventList()).isEmpty();
        Event event = nextEvent(messages);
        while (event.getEventType() == EventType.CREATED) {
            assertThat(event.hasBookmark()).isFalse();
            event = nextEvent(messages);
        }
        assertThat(event.getEventType()).isEqualTo(EventType.BOOTSTRAPPED);
        assertThat(event.getBookmark().isEmpty()).isFalse();
        assertThat(event.getResource().getMetadata().getVersion()).isEqualTo("undefined");
    }

    @Test
    void aWatchGoesOnFromABookmarkWithWhatCameAfterIt() {
        Iterator<WatchResponse> first = raw(WatchOptions.newBuilder().setBootstrapBookmark(true), 1);
        first.next();
        Event noop = nextEvent(first);
        assertThat(noop.getEventType()).isEqualTo(EventType.NOOP);
        labels.stored("after");

        Iterator<WatchResponse> resumed = raw(WatchOptions.newBuilder().setStartFromBookmark(noop.getBookmark()), 1);
        resumed.next();
        assertThat(nextEvent(resumed).getResource().getMetadata().getId()).isEqualTo(omni.id("after"));
    }

    @Test
    void aBootstrapInOnePieceIsOneMessage() {
        labels.stored("a");
        labels.stored("b");
        Iterator<WatchResponse> messages =
                raw(WatchOptions.newBuilder().setBootstrapContents(true).setAggregated(true), 1);
        messages.next();

        assertThat(messages.next().getEventList())
                .hasSizeGreaterThanOrEqualTo(3)
                .last()
                .extracting(Event::getEventType)
                .isEqualTo(EventType.BOOTSTRAPPED);
    }

    @Test
    void theEndOfABootstrapIsNotToldToClientsOfVersionZero() {
        Resource<MachineLabelsSpec> a = labels.stored("a");
        Iterator<WatchResponse> messages = raw(WatchOptions.newBuilder().setBootstrapContents(true), 0);
        Event event = nextEvent(messages);
        while (!event.getResource().getMetadata().getId().equals(a.id())) {
            event = nextEvent(messages);
        }
        omni.state().update(a.withLabel("x", "1"));

        event = nextEvent(messages);
        while (event.getEventType() == EventType.CREATED) {
            event = nextEvent(messages);
        }
        assertThat(event.getEventType()).isEqualTo(EventType.UPDATED);
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertRefused(
                Status.Code.FAILED_PRECONDITION,
                "invalid bookmark length: 3",
                request(WatchOptions.newBuilder().setStartFromBookmark(ByteString.copyFromUtf8("abc")), 1));
        assertRefused(
                Status.Code.UNIMPLEMENTED,
                "bootstrap contents is not implemented for resource watch",
                request(WatchOptions.newBuilder().setBootstrapContents(true), 1).setId("x"));
        assertRefused(
                Status.Code.UNKNOWN,
                "operation tailEvents is not supported",
                request(WatchOptions.newBuilder().setTailEvents(5), 1));
    }

    private static <S extends Message> boolean bootstrapped(ResourceType<S> type) {
        Watching<S> watching = new Watching<>(omni);
        try (Watch _ = omni.state().watch(type, watching)) {
            watching.awaitLast("bootstrapped");
        }
        return true;
    }

    private static Iterator<WatchResponse> raw(WatchOptions.Builder options, int apiVersion) {
        return StateGrpc.newBlockingStub(omni.signed())
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .watch(request(options, apiVersion).build());
    }

    private static WatchRequest.Builder request(WatchOptions.Builder options, int apiVersion) {
        return WatchRequest.newBuilder()
                .setNamespace(Labels.TYPE.namespace())
                .setType(Labels.TYPE.name())
                .setOptions(options)
                .setApiVersion(apiVersion);
    }

    private static Event nextEvent(Iterator<WatchResponse> messages) {
        WatchResponse message = messages.next();
        while (message.getEventCount() == 0) {
            message = messages.next();
        }
        return message.getEvent(0);
    }

    private static void assertRefused(Status.Code code, String text, WatchRequest.Builder request) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> StateGrpc.newBlockingStub(omni.signed())
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .watch(request.build())
                        .next())
                .matches(e -> e.getStatus().getCode() == code)
                .withMessageContaining(text);
    }
}

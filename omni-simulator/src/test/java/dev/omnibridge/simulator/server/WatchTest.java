package dev.omnibridge.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import io.grpc.stub.BlockingClientCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest extends SimulatorTest {

    @Test
    void theFirstMessageIsEmptyAndTheBootstrapEndsWithATombstone() throws Exception {
        create("m0", "0");
        create("m1", "1");

        var watch = open(WatchOptions.newBuilder().setBootstrapContents(true));

        assertThat(next(watch).getEventCount()).isZero();
        assertThat(told(watch, 3)).containsExactly("CREATED m0 v1", "CREATED m1 v1", "BOOTSTRAPPED  vundefined");
        create("m2", "2");
        assertThat(told(watch, 1)).containsExactly("CREATED m2 v1");
    }

    @Test
    void onlyLiveEventsAndTheEndOfTheBootstrapCarryBookmarks() throws Exception {
        create("m0", "0");
        var watch = open(WatchOptions.newBuilder().setBootstrapContents(true));
        next(watch);

        assertThat(event(watch).getBookmark()).isEmpty();
        assertThat(event(watch).getBookmark().size()).isEqualTo(8);
    }

    @Test
    void anAggregatedBootstrapIsOneMessage() throws Exception {
        create("m0", "0");
        create("m1", "1");

        var watch = open(WatchOptions.newBuilder().setBootstrapContents(true).setAggregated(true));

        next(watch);
        assertThat(next(watch).getEventCount()).isEqualTo(3);
    }

    @Test
    void clientsOfTheFirstProtocolVersionGetNoBootstrapped() throws Exception {
        create("m0", "0");

        var watch = client.state()
                .watch(kind(WatchOptions.newBuilder().setBootstrapContents(true))
                        .setApiVersion(0)
                        .build());

        next(watch);
        assertThat(told(watch, 1)).containsExactly("CREATED m0 v1");
        create("m1", "1");
        assertThat(told(watch, 1)).containsExactly("CREATED m1 v1");
    }

    @Test
    void aWatchOfOneResourceBeginsWithItsStateOrItsAbsence() throws Exception {
        create("m0", "0");

        var present =
                client.state().watch(kind(WatchOptions.newBuilder()).setId("m0").build());
        var absent =
                client.state().watch(kind(WatchOptions.newBuilder()).setId("m9").build());

        next(present);
        assertThat(told(present, 1)).containsExactly("CREATED m0 v1");
        next(absent);
        assertThat(told(absent, 1)).containsExactly("DESTROYED m9 vundefined");
        create("m9", "9");
        assertThat(told(absent, 1)).containsExactly("CREATED m9 v1");
    }

    @Test
    void whatStopsToFitTheQueryIsDestroyedAndWhatBeginsToFitIsCreated() throws Exception {
        Resource resource = create("m0", "0");
        var watch = open(WatchOptions.newBuilder()
                .setBootstrapContents(true)
                .addLabelQuery(LabelQuery.newBuilder()
                        .addTerms(LabelTerm.newBuilder()
                                .setKey("n")
                                .setOp(LabelTerm.Operation.EQUAL)
                                .addValue("1"))));
        next(watch);
        assertThat(told(watch, 1)).containsExactly("BOOTSTRAPPED  vundefined");

        Resource second = client.update(RawClient.with(resource, m -> m.putLabels("n", "1")));
        Resource third = client.update(RawClient.with(second, m -> m.putLabels("o", "x")));
        client.update(RawClient.with(third, m -> m.putLabels("n", "2")));

        assertThat(told(watch, 3)).containsExactly("CREATED m0 v2", "UPDATED m0 v3", "DESTROYED m0 v4");
    }

    @Test
    void anUpdateThatChangesNothingIsWrittenAndTold() throws Exception {
        Resource resource = create("m0", "0");
        var watch = open(WatchOptions.newBuilder());
        next(watch);

        client.update(resource);

        assertThat(told(watch, 1)).containsExactly("UPDATED m0 v2");
    }

    @Test
    void aBookmarkResumesAfterTheEventItCameWith() throws Exception {
        var watch = open(WatchOptions.newBuilder());
        next(watch);
        create("m0", "0");
        create("m1", "1");
        create("m2", "2");
        ByteString afterFirst = event(watch).getBookmark();

        var resumed = open(WatchOptions.newBuilder().setStartFromBookmark(afterFirst));

        next(resumed);
        assertThat(told(resumed, 2)).containsExactly("CREATED m1 v1", "CREATED m2 v1");
    }

    @Test
    void aBookmarkOfOneResourceTellsWhatCameAfterItAndNotItsState() throws Exception {
        Resource resource = create("m0", "0");
        var watch = open(WatchOptions.newBuilder().setBootstrapBookmark(true));
        next(watch);
        ByteString now = event(watch).getBookmark();
        client.update(resource);

        var resumed = client.state()
                .watch(kind(WatchOptions.newBuilder().setStartFromBookmark(now))
                        .setId("m0")
                        .build());

        next(resumed);
        assertThat(told(resumed, 1)).containsExactly("UPDATED m0 v2");
    }

    @Test
    void aBookmarkOfNoRevisionMeansFromNowOn() throws Exception {
        create("m0", "0");

        var watch = open(WatchOptions.newBuilder().setStartFromBookmark(ByteString.copyFrom(new byte[Long.BYTES])));

        next(watch);
        create("m1", "1");
        assertThat(told(watch, 1)).containsExactly("CREATED m1 v1");
    }

    @Test
    void bothBootstrapsAreTold() throws Exception {
        create("m0", "0");

        var watch = open(WatchOptions.newBuilder().setBootstrapContents(true).setBootstrapBookmark(true));

        next(watch);
        assertThat(told(watch, 3)).containsExactly("CREATED m0 v1", "BOOTSTRAPPED  vundefined", "NOOP  vundefined");
    }

    @Test
    void aBookmarkThatWasCompactedIsToldByAnErroredEvent() throws Exception {
        var watch = open(WatchOptions.newBuilder());
        next(watch);
        create("m0", "0");
        ByteString old = event(watch).getBookmark();
        create("m1", "1");
        simulator.store().compact();

        var resumed = open(WatchOptions.newBuilder().setStartFromBookmark(old));

        next(resumed);
        assertThat(event(resumed)).satisfies(event -> {
            assertThat(event.getEventType()).isEqualTo(EventType.ERRORED);
            assertThat(event.getError()).contains("compacted");
        });
    }

    private Resource create(String id, String n) throws Exception {
        return client.create(RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_LABELS, id, MachineLabelsSpec.getDefaultInstance()),
                metadata -> metadata.putLabels("n", n)));
    }

    private BlockingClientCall<?, WatchResponse> open(WatchOptions.Builder options) {
        return client.state().watch(kind(options).build());
    }

    private static WatchRequest.Builder kind(WatchOptions.Builder options) {
        return WatchRequest.newBuilder()
                .setNamespace("default")
                .setType(ResourceTypes.MACHINE_LABELS.name())
                .setApiVersion(1)
                .setOptions(options);
    }

    private static WatchResponse next(BlockingClientCall<?, WatchResponse> watch) throws Exception {
        return Objects.requireNonNull(watch.read(10, TimeUnit.SECONDS));
    }

    private static Event event(BlockingClientCall<?, WatchResponse> watch) throws Exception {
        return next(watch).getEvent(0);
    }

    private static List<String> told(BlockingClientCall<?, WatchResponse> watch, int events) throws Exception {
        List<String> told = new ArrayList<>();
        while (told.size() < events) {
            for (Event event : next(watch).getEventList()) {
                told.add(event.getEventType() + " "
                        + event.getResource().getMetadata().getId() + " v"
                        + event.getResource().getMetadata().getVersion());
            }
        }
        return told;
    }
}

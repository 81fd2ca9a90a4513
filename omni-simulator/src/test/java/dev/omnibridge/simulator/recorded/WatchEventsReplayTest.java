package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.cosi.WatchResponse;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.RawClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages of watches, event by event as recorded, while a resource is made, changed, torn down and destroyed. */
class WatchEventsReplayTest {

    private static final String WATCHED = "watch-3";
    private static final long PATIENCE_SECONDS = 30;

    private final Recording recording = new Recording("probe-watch.jsonl");

    @TestFactory
    List<DynamicTest> watches() {
        WatchOptions bootstrap =
                WatchOptions.newBuilder().setBootstrapContents(true).build();
        return List.of(
                replay("watch/bootstrap-api0", kind(bootstrap).clearApiVersion()),
                replay("watch/bootstrap", kind(bootstrap)),
                replay("watch/single", kind(WatchOptions.getDefaultInstance()).setId(WATCHED)),
                replay(
                        "watch/label-filter",
                        kind(bootstrap.toBuilder()
                                .addLabelQuery(LabelQuery.newBuilder()
                                        .addTerms(LabelTerm.newBuilder()
                                                .setKey("n")
                                                .setOp(LabelTerm.Operation.EQUAL)
                                                .addValue("0")))
                                .build())),
                replay(
                        "watch/aggregated",
                        kind(bootstrap.toBuilder().setAggregated(true).build())),
                replay(
                        "watch/bookmark-only",
                        kind(WatchOptions.newBuilder()
                                .setBootstrapBookmark(true)
                                .build())),
                replay("watch/old-bookmark", kind(from(1))),
                replay("watch/future-bookmark", kind(from(1L << 40))),
                replay(
                        "watch/nil-options",
                        kind(WatchOptions.getDefaultInstance()).clearOptions()));
    }

    private DynamicTest replay(String id, WatchRequest.Builder request) {
        return recording.test(id, () -> {
            List<String> expected = recording.extras(id);
            try (OmniSimulator simulator = OmniSimulator.builder()
                            .inProcess()
                            .stepped(Instant.parse("2026-11-20T09:00:00Z"))
                            .build()
                            .start();
                    RawClient client = RawClient.of(simulator)) {
                for (String n : List.of("0", "1", "2")) {
                    client.create(labels("watch-" + n, n));
                }
                var watch = client.state().watch(request.build());
                List<String> told = new ArrayList<>();
                told.add(text(watch.read(PATIENCE_SECONDS, TimeUnit.SECONDS)));
                live(simulator, client);
                while (events(told).size() < events(expected).size()) {
                    told.add(text(watch.read(PATIENCE_SECONDS, TimeUnit.SECONDS)));
                }
                watch.cancel("seen enough", null);
                // what an aggregated watch has gathered by then comes in one message: how much depends on the moment
                assertThat(events(told)).isEqualTo(events(expected));
                assertThat(told).startsWith(expected.stream().limit(2).toArray(String[]::new));
                assertThat(request.getOptions().getAggregated() || told.size() == expected.size())
                        .isTrue();
            }
        });
    }

    private static List<String> events(List<String> messages) {
        return messages.stream()
                .flatMap(message -> Stream.of(message.split(", ", -1)))
                .filter(event -> !event.isEmpty())
                .toList();
    }

    private static void live(OmniSimulator simulator, RawClient client) throws Exception {
        Resource created = client.create(labels(WATCHED, "0"));
        client.update(RawClient.with(created, metadata -> metadata.putLabels("n", "9")));
        client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.MACHINE_LABELS.name())
                        .setId(WATCHED)
                        .build());
        simulator.world().advance(Duration.ofSeconds(1));
    }

    private static Resource labels(String id, String n) {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_LABELS, id, MachineLabelsSpec.getDefaultInstance()),
                metadata -> metadata.putLabels("n", n));
    }

    private static WatchOptions from(long revision) {
        return WatchOptions.newBuilder()
                .setStartFromBookmark(ByteString.copyFrom(
                        ByteBuffer.allocate(Long.BYTES).putLong(revision).array()))
                .build();
    }

    private static WatchRequest.Builder kind(WatchOptions options) {
        return WatchRequest.newBuilder()
                .setNamespace("default")
                .setType(ResourceTypes.MACHINE_LABELS.name())
                .setApiVersion(1)
                .setOptions(options);
    }

    /** The events of a message as recordings tell them. */
    static String text(WatchResponse response) {
        return response.getEventList().stream().map(WatchEventsReplayTest::text).collect(Collectors.joining(", "));
    }

    private static String text(Event event) {
        Metadata metadata = event.getResource().getMetadata();
        return Stream.of(
                        event.getEventType().name(),
                        metadata.getId(),
                        metadata.getVersion(),
                        metadata.getPhase(),
                        event.hasOld() ? "old" : "",
                        event.getBookmark().isEmpty()
                                ? ""
                                : "bookmark" + event.getBookmark().size())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}

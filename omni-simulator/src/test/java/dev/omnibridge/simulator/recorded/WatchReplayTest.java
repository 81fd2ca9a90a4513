package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.omnibridge.omni.proto.cosi.IDQuery;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WatchReplayTest extends SimulatorTest {

    private static final LabelQuery NO_VALUE = LabelQuery.newBuilder()
            .addTerms(LabelTerm.newBuilder().setKey("n").setOp(LabelTerm.Operation.EQUAL))
            .build();

    private final Recording recording = new Recording("probe-watch.jsonl");
    private final RawClient nobody =
            RawClient.of(simulator, simulator.accounts().create("nobody", Role.NONE));

    private final RawClient reader =
            RawClient.of(simulator, simulator.accounts().create("reader", Role.READER));

    @AfterEach
    void leave() {
        reader.close();
        nobody.close();
    }

    @TestFactory
    List<DynamicTest> refusedWatchesAndLists() {
        WatchOptions.Builder bootstrap = WatchOptions.newBuilder().setBootstrapContents(true);
        return List.of(
                watch("watch/single-bootstrap", kind(bootstrap).setId("x")),
                watch(
                        "watch/single-label",
                        kind(WatchOptions.newBuilder().addLabelQuery(NO_VALUE)).setId("x")),
                watch("watch/tail-etcd", kind(WatchOptions.newBuilder().setTailEvents(5))),
                watch(
                        "watch/bad-bookmark",
                        kind(WatchOptions.newBuilder().setStartFromBookmark(ByteString.copyFrom(new byte[3])))),
                watch(
                        "watch/bookmark-and-bootstrap",
                        kind(WatchOptions.newBuilder()
                                .setBootstrapContents(true)
                                .setStartFromBookmark(ByteString.copyFrom(new byte[8])))),
                watch(
                        "watch/ephemeral-bad-bookmark",
                        of(
                                ResourceTypes.SYS_VERSIONS,
                                WatchOptions.newBuilder().setStartFromBookmark(ByteString.copyFrom(new byte[16])))),
                watch("watch/virtual", of(ResourceTypes.CURRENT_USERS, bootstrap)),
                watch("watch/forbidden", kind(bootstrap).setType("ClusterSecrets.omni.sidero.dev")),
                watch(
                        "watch/bad-regexp",
                        kind(WatchOptions.newBuilder()
                                .setIdQuery(IDQuery.newBuilder().setRegexp("(")))),
                watch("watch/eq-without-value", kind(WatchOptions.newBuilder().addLabelQuery(NO_VALUE))),
                recording.test(
                        "watch/reader",
                        () -> Deadline.await(reader, kind(bootstrap).build())),
                recording.test("watch/none", () -> first(nobody, kind(bootstrap).build())),
                list(
                        "list/bad-regexp",
                        client,
                        ListOptions.newBuilder().setIdQuery(IDQuery.newBuilder().setRegexp("("))),
                list("list/eq-without-value", client, ListOptions.newBuilder().addLabelQuery(NO_VALUE)),
                list("list/none-role", nobody, ListOptions.newBuilder()));
    }

    @TestFactory
    List<DynamicTest> watchesOfOtherNamespaces() throws Exception {
        client.create(Resources.cluster("probe-auth"));
        simulator.world().advance(Duration.ofSeconds(3));
        client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.CLUSTERS.name())
                        .setId("probe-auth")
                        .build());
        simulator.world().advance(Duration.ofSeconds(3));
        return List.of(
                told(
                        "watch/ephemeral-tail",
                        of(
                                ResourceTypes.ONGOING_TASKS,
                                WatchOptions.newBuilder().setTailEvents(3))),
                told(
                        "watch/metrics",
                        WatchRequest.newBuilder()
                                .setNamespace("metrics")
                                .setType("MachineStatusLinks.omni.sidero.dev")
                                .setApiVersion(1)
                                .setOptions(WatchOptions.newBuilder().setBootstrapContents(true))));
    }

    private DynamicTest told(String id, WatchRequest.Builder request) {
        return recording.test(id, () -> {
            var watch = client.state().watch(request.build());
            List<String> told = new ArrayList<>();
            for (int message = 0; message < recording.extras(id).size(); message++) {
                told.add(WatchEventsReplayTest.text(watch.read(30, TimeUnit.SECONDS)));
            }
            watch.cancel("seen enough", null);
            assertThat(told).isEqualTo(recording.extras(id));
        });
    }

    private DynamicTest watch(String id, WatchRequest.Builder request) {
        return recording.test(id, () -> first(client, request.build()));
    }

    private DynamicTest list(String id, RawClient client, ListOptions.Builder options) {
        return recording.test(
                id,
                () -> client.state()
                        .list(ListRequest.newBuilder()
                                .setNamespace("default")
                                .setType(ResourceTypes.MACHINE_LABELS.name())
                                .setOptions(options)
                                .build())
                        .hasNext());
    }

    private static void first(RawClient client, WatchRequest request) throws Exception {
        client.state().watch(request).read();
    }

    private static WatchRequest.Builder kind(WatchOptions.Builder options) {
        return of(ResourceTypes.MACHINE_LABELS, options);
    }

    private static WatchRequest.Builder of(ResourceType<?> type, WatchOptions.Builder options) {
        return WatchRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setApiVersion(1)
                .setOptions(options);
    }
}

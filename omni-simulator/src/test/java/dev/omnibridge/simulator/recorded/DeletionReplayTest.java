package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Event;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.TeardownAndDestroyRequest;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Teardown and destruction in every way a client has, as recorded; own finalizers; a leaving cluster called back. */
class DeletionReplayTest extends SimulatorTest {

    private static final String OWN = "omnibridge.example/own";
    private static final long PATIENCE_SECONDS = 30;

    private final Recording recording = new Recording("probe-delete.jsonl");
    private final Recording more = new Recording("probe-more.jsonl");

    @TestFactory
    List<DynamicTest> waysOut() throws Exception {
        for (String name : List.of("d1", "d2", "d3")) {
            client.create(Resources.cluster(name));
        }
        settle();
        return List.of(
                recording.test(
                        "del/state-teardown",
                        () -> assertThat(teardown("d1"))
                                .isEqualTo(recording
                                        .extra("del/state-teardown")
                                        .path("destroy_ready")
                                        .asBoolean())),
                recording.test(
                        "del/state-teardown-again",
                        () -> assertThat(teardown("d1")).isFalse()),
                recording.test(
                        "del/update-phase",
                        () -> update(
                                RawClient.with(
                                        client.get(ResourceTypes.CLUSTERS, "d2"), m -> m.setPhase("tearingDown")),
                                "running")),
                recording.test("del/teardown-and-destroy", () -> {
                    var gone = StateGrpc.newFutureStub(client.channel())
                            .teardownAndDestroy(TeardownAndDestroyRequest.newBuilder()
                                    .setNamespace("default")
                                    .setType(ResourceTypes.CLUSTERS.name())
                                    .setId("d3")
                                    .build());
                    while (!gone.isDone()) {
                        simulator.world().advance(Duration.ofMillis(100));
                    }
                    assertThat(gone.get()).isNotNull();
                }),
                recording.test("del/teardown-and-destroy-after", () -> client.get(ResourceTypes.CLUSTERS, "d3")));
    }

    @TestFactory
    List<DynamicTest> theEventsOfADeletion() {
        return List.of(
                recording.test("del/state-teardown-events", () -> {
                    List<String> told = eventsOf("d1", () -> teardown("d1"));
                    assertThat(told).isEqualTo(recording.extras("del/state-teardown-events"));
                }),
                recording.test("del/update-phase-events", () -> {
                    List<String> told = eventsOf(
                            "d2",
                            () -> client.update(RawClient.with(
                                    client.get(ResourceTypes.CLUSTERS, "d2"), m -> m.setPhase("tearingDown"))));
                    assertThat(told).isEqualTo(recording.extras("del/update-phase-events"));
                }));
    }

    private List<String> eventsOf(String cluster, Recording.RecordedCall removal) throws Exception {
        client.create(Resources.cluster(cluster));
        settle();
        var watch = client.state()
                .watch(WatchRequest.newBuilder()
                        .setNamespace("default")
                        .setType(ResourceTypes.CLUSTERS.name())
                        .setId(cluster)
                        .setApiVersion(1)
                        .build());
        assertThat(watch.read(PATIENCE_SECONDS, TimeUnit.SECONDS).getEventList())
                .isEmpty();
        List<String> told = new ArrayList<>();
        told.add(text(watch.read(PATIENCE_SECONDS, TimeUnit.SECONDS).getEvent(0)));
        removal.run();
        settle();
        while (!told.getLast().startsWith("DESTROYED")) {
            told.add(text(watch.read(PATIENCE_SECONDS, TimeUnit.SECONDS).getEvent(0)));
        }
        watch.cancel("seen enough", null);
        return told;
    }

    private static String text(Event event) {
        Metadata metadata = event.getResource().getMetadata();
        return event.getEventType() + " v" + metadata.getVersion() + " " + metadata.getPhase() + " finalizers="
                + metadata.getFinalizersCount();
    }

    @TestFactory
    List<DynamicTest> anOwnFinalizerHoldsACluster() throws Exception {
        client.create(Resources.cluster("d7"));
        settle();
        return List.of(
                recording.test("del/own-finalizer-add", () -> client.update(held("d7", OWN))),
                recording.test(
                        "del/own-finalizer-teardown",
                        () -> assertThat(teardown("d7")).isFalse()),
                recording.test("del/own-finalizer-left", () -> {
                    settle();
                    assertThat(client.get(ResourceTypes.CLUSTERS, "d7")
                                    .getMetadata()
                                    .getFinalizersList())
                            .containsExactlyInAnyOrder(
                                    "ClusterStatusController", "ClusterDestroyStatusController", OWN);
                }),
                recording.test("del/own-finalizer-destroy", () -> destroy(ResourceTypes.CLUSTERS, "d7")),
                recording.test(
                        "del/own-finalizer-remove-expected-running", () -> update(released("d7", OWN), "running")),
                recording.test("del/own-finalizer-remove", () -> client.update(released("d7", OWN))),
                recording.test("del/own-finalizer-gone", () -> {
                    settle();
                    client.get(ResourceTypes.CLUSTERS, "d7");
                }));
    }

    @TestFactory
    List<DynamicTest> whatNothingHolds() throws Exception {
        create("dl1");
        create("dl2");
        create("dl3");
        return List.of(
                recording.test("del/plain-destroy-running", () -> destroy(ResourceTypes.MACHINE_LABELS, "dl1")),
                recording.test(
                        "del/teardown-right-after-create",
                        () -> assertThat(teardown(ResourceTypes.MACHINE_LABELS, "dl2"))
                                .isEqualTo(recording
                                        .extra("del/teardown-right-after-create")
                                        .asBoolean())),
                recording.test("del/teardown-plain", () -> {
                    settle();
                    teardown(ResourceTypes.MACHINE_LABELS, "dl2");
                }),
                recording.test("del/destroy-after-teardown", () -> destroy(ResourceTypes.MACHINE_LABELS, "dl2")));
    }

    @TestFactory
    List<DynamicTest> aLeavingClusterCalledBack() throws Exception {
        client.create(Resources.cluster("rv1"));
        client.create(Resources.cluster("rv2"));
        client.create(Resources.cluster("rc"));
        settle();
        for (String name : List.of("rv1", "rv2")) {
            client.update(held(name, "own/x"));
            teardown(name);
        }
        settle();
        return List.of(
                more.test(
                        "more/revive-update",
                        "phase running on a tearing down Cluster, expected_phase unset",
                        () -> client.update(
                                RawClient.with(client.get(ResourceTypes.CLUSTERS, "rv1"), m -> m.setPhase("running")))),
                more.test(
                        "more/revive-update",
                        "phase running on a tearing down Cluster, expected_phase running",
                        () -> update(
                                RawClient.with(client.get(ResourceTypes.CLUSTERS, "rv2"), m -> m.setPhase("running")),
                                "running")),
                more.test("more/revive-result", "rv1, 3 s later", () -> {
                    settle();
                    assertThat(client.get(ResourceTypes.CLUSTERS, "rv1")
                                    .getMetadata()
                                    .getFinalizersList())
                            .containsExactlyInAnyOrderElementsOf(more.extras("more/revive-result", "rv1, 3 s later"));
                }),
                more.test(
                        "more/revive-result",
                        "rv2, 3 s later",
                        () -> assertThat(client.get(ResourceTypes.CLUSTERS, "rv2")
                                        .getMetadata()
                                        .getFinalizersList())
                                .containsExactlyInAnyOrderElementsOf(
                                        more.extras("more/revive-result", "rv2, 3 s later"))),
                more.test("more/create-while-tearing-down", () -> {
                    teardown("rc");
                    client.create(Resources.cluster("rc"));
                }),
                more.test("more/create-after-gone", () -> {
                    settle();
                    client.create(Resources.cluster("rc"));
                }));
    }

    private void settle() {
        simulator.world().advance(Duration.ofSeconds(3));
    }

    private void create(String id) throws Exception {
        client.create(ResourceTypes.MACHINE_LABELS, id, MachineLabelsSpec.getDefaultInstance());
    }

    private boolean teardown(String cluster) throws Exception {
        return teardown(ResourceTypes.CLUSTERS, cluster);
    }

    private boolean teardown(ResourceType<?> type, String id) throws Exception {
        return client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type.name())
                        .setId(id)
                        .build())
                .getDestroyReady();
    }

    private void destroy(ResourceType<?> type, String id) throws Exception {
        client.state()
                .destroy(DestroyRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type.name())
                        .setId(id)
                        .build());
    }

    private Resource held(String cluster, String finalizer) throws Exception {
        return RawClient.with(
                client.get(ResourceTypes.CLUSTERS, cluster), metadata -> metadata.addFinalizers(finalizer));
    }

    private Resource released(String cluster, String finalizer) throws Exception {
        Resource stored = client.get(ResourceTypes.CLUSTERS, cluster);
        List<String> others = stored.getMetadata().getFinalizersList().stream()
                .filter(name -> !name.equals(finalizer))
                .toList();
        return RawClient.with(stored, metadata -> metadata.clearFinalizers().addAllFinalizers(others));
    }

    private void update(Resource resource, String expectedPhase) throws Exception {
        client.state()
                .update(UpdateRequest.newBuilder()
                        .setNewResource(resource)
                        .setOptions(UpdateOptions.newBuilder().setExpectedPhase(expectedPhase))
                        .build());
    }
}

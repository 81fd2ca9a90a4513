package dev.omnibridge.simulator.recorded;

import static dev.omnibridge.omni.resource.OmniKeys.ROLE_CONTROL_PLANE;
import static dev.omnibridge.omni.resource.OmniKeys.ROLE_WORKER;
import static dev.omnibridge.simulator.recorded.Resources.allocation;
import static dev.omnibridge.simulator.recorded.Resources.machineClass;
import static dev.omnibridge.simulator.recorded.Resources.node;
import static dev.omnibridge.simulator.recorded.Resources.set;

import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation.Type;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MachineSetErrorsTest extends SimulatorTest {

    private static final String MACHINE = "aaaaaaaa-0000-4000-8000-00000000000";

    private final Recording recording = new Recording("probe-errors.jsonl");

    @BeforeEach
    void prepare() throws Exception {
        client.create(Resources.cluster("p1", "1.12.11", "1.34.5"));
        client.create(Resources.cluster("p2"));
    }

    @TestFactory
    List<DynamicTest> setsAndClasses() {
        MachineSetSpec restored = MachineSetSpec.newBuilder()
                .setBootstrapSpec(BootstrapSpec.newBuilder().setClusterUuid("x").setSnapshot("s"))
                .build();
        return List.of(
                created("err/ms-no-cluster-label", without(set("p2-workers", "p2", ROLE_WORKER), OmniKeys.CLUSTER)),
                created("err/ms-no-role", without(set("p2-workers", "p2", ROLE_WORKER), ROLE_WORKER)),
                created("err/ms-unknown-cluster", set("zz-workers", "zz", ROLE_WORKER)),
                created("err/ms-bad-prefix", set("workers", "p2", ROLE_WORKER)),
                created("err/ms-bad-cp-name", set("p2-cp", "p2", ROLE_CONTROL_PLANE)),
                created("err/ms-worker-cp-name", set("p2-control-planes", "p2", ROLE_WORKER)),
                created("err/ms-unknown-class", set("p2-w", "p2", ROLE_WORKER, allocation("nope", 1, Type.Static))),
                created("err/ms-class-no-name", set("p2-w", "p2", ROLE_WORKER, allocation("", 0, Type.Static))),
                created("err/mc-good", machineClass("c1", "omni.sidero.dev/arch = amd64")),
                created("err/ms-unlimited-count", set("p2-w", "p2", ROLE_WORKER, allocation("c1", 2, Type.Unlimited))),
                created("err/ms-bootstrap-worker", set("p2-w", "p2", ROLE_WORKER, restored)),
                created("err/ms-bootstrap-cp", set("p2-control-planes", "p2", ROLE_CONTROL_PLANE, restored)),
                created("err/ms-cp", set("p2-control-planes", "p2", ROLE_CONTROL_PLANE)),
                created("err/ms-workers", set("p2-workers", "p2", ROLE_WORKER)),
                created("err/mc-none", machineClass("c0")),
                created("err/mc-bad-selector", machineClass("c0", "a in (")),
                created("err/mc-no-manual", machineClass("c0", OmniKeys.NO_MANUAL_ALLOCATION)),
                created("err/ms-class", set("p2-pool", "p2", ROLE_WORKER, allocation("c1", 2, Type.Static))),
                created("err/ms-class2", set("p2-pool2", "p2", ROLE_WORKER, allocation("c1", 0, Type.Unlimited))),
                tornDown("err/mc-teardown-in-use", ResourceTypes.MACHINE_CLASSES, "c1"),
                changed(
                        "err/ms-change-cluster",
                        ResourceTypes.MACHINE_SETS,
                        "p2-workers",
                        r -> RawClient.with(r, metadata -> metadata.putLabels(OmniKeys.CLUSTER, "p1"))));
    }

    @TestFactory
    List<DynamicTest> nodes() throws Exception {
        client.create(set("p2-workers", "p2", ROLE_WORKER));
        client.create(set("p2-control-planes", "p2", ROLE_CONTROL_PLANE));
        client.create(machineClass("c1", "a"));
        client.create(set("p2-pool", "p2", ROLE_WORKER, allocation("c1", 2, Type.Static)));
        Resource locked = RawClient.with(
                node(MACHINE + "3", "p2", "p2-workers", ROLE_WORKER),
                metadata -> metadata.putAnnotations(OmniKeys.LOCKED, ""));
        Resource lockedControlPlane = RawClient.with(
                node(MACHINE + "4", "p2", "p2-control-planes", ROLE_CONTROL_PLANE),
                metadata -> metadata.putAnnotations(OmniKeys.LOCKED, ""));
        return List.of(
                created("err/msn-good", node(MACHINE + "1", "p2", "p2-workers", ROLE_WORKER)),
                created("err/msn-dup", node(MACHINE + "1", "p2", "p2-workers", ROLE_WORKER)),
                created("err/msn-dup-other", node(MACHINE + "1", "p2", "p2-control-planes", ROLE_CONTROL_PLANE)),
                created("err/msn-unknown-set", node(MACHINE + "2", "p2", "p2-nope", ROLE_WORKER)),
                created("err/msn-unknown-cluster", node(MACHINE + "2", "nope", "nope-workers", ROLE_WORKER)),
                created("err/msn-wrong-cluster", node(MACHINE + "2", "p1", "p2-workers", ROLE_WORKER)),
                created("err/msn-class-set", node(MACHINE + "5", "p2", "p2-pool", ROLE_WORKER)),
                created(
                        "err/msn-no-labels",
                        RawClient.resource(
                                ResourceTypes.MACHINE_SET_NODES,
                                MACHINE + "5",
                                MachineSetNodeSpec.getDefaultInstance())),
                created("err/msn-locked-cp", lockedControlPlane),
                created("err/msn-locked-worker", locked),
                created("err/msn-not-uuid", node("not-a-uuid", "p2", "p2-workers", ROLE_WORKER)),
                tornDown("err/msn-teardown-locked", ResourceTypes.MACHINE_SET_NODES, MACHINE + "3"),
                recording.test(
                        "err/msn-destroy-locked",
                        () -> client.state()
                                .destroy(DestroyRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.MACHINE_SET_NODES.name())
                                        .setId(MACHINE + "3")
                                        .build())),
                changed(
                        "err/msn-move",
                        ResourceTypes.MACHINE_SET_NODES,
                        MACHINE + "1",
                        r -> RawClient.with(
                                r, metadata -> metadata.putLabels(OmniKeys.MACHINE_SET, "p2-control-planes"))));
    }

    @TestFactory
    List<DynamicTest> lockedClusters() throws Exception {
        client.create(set("p2-workers", "p2", ROLE_WORKER));
        client.create(node(MACHINE + "1", "p2", "p2-workers", ROLE_WORKER));
        // the lock holds once there is a status, which the controller makes in a moment
        simulator
                .store()
                .create(
                        "ClusterStatusController",
                        dev.omnibridge.omni.resource.Resource.of(
                                ResourceTypes.CLUSTER_STATUSES, "p2", ResourceTypes.CLUSTER_STATUSES.emptySpec()));
        return List.of(
                changed(
                        "err/cluster-lock",
                        ResourceTypes.CLUSTERS,
                        "p2",
                        r -> RawClient.with(r, metadata -> metadata.putAnnotations(OmniKeys.CLUSTER_LOCKED, ""))),
                changed(
                        "err/locked-update",
                        ResourceTypes.CLUSTERS,
                        "p2",
                        r -> RawClient.with(r, metadata -> metadata.putLabels("a", "b"))),
                tornDown("err/locked-teardown", ResourceTypes.CLUSTERS, "p2"),
                created("err/locked-ms", set("p2-late", "p2", ROLE_WORKER)),
                tornDown("err/locked-ms-teardown", ResourceTypes.MACHINE_SETS, "p2-workers"),
                created("err/locked-msn", node(MACHINE + "6", "p2", "p2-workers", ROLE_WORKER)),
                tornDown("err/locked-msn-teardown", ResourceTypes.MACHINE_SET_NODES, MACHINE + "1"),
                created("err/locked-cp", Resources.patch("502-p", "p2", "machine:\n  sysctls:\n    a: b\n")),
                changed(
                        "err/unlock",
                        ResourceTypes.CLUSTERS,
                        "p2",
                        r -> RawClient.with(
                                r,
                                metadata -> metadata.removeAnnotations(OmniKeys.CLUSTER_LOCKED)
                                        .putLabels("a", "b"))));
    }

    private interface Change {
        Resource of(Resource stored);
    }

    private DynamicTest created(String id, Resource resource) {
        return recording.test(id, () -> client.create(resource));
    }

    private DynamicTest changed(String id, ResourceType<?> type, String resourceId, Change change) {
        return recording.test(id, () -> client.update(change.of(client.get(type, resourceId))));
    }

    private DynamicTest tornDown(String id, ResourceType<?> type, String resourceId) {
        return recording.test(
                id,
                () -> client.state()
                        .teardown(TeardownRequest.newBuilder()
                                .setNamespace("default")
                                .setType(type.name())
                                .setId(resourceId)
                                .build()));
    }

    private static Resource without(Resource resource, String label) {
        return RawClient.with(resource, metadata -> metadata.removeLabels(label));
    }
}

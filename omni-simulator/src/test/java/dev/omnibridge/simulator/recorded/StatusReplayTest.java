package dev.omnibridge.simulator.recorded;

import static dev.omnibridge.omni.resource.OmniKeys.ROLE_CONTROL_PLANE;
import static dev.omnibridge.omni.resource.OmniKeys.ROLE_WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation.Type;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Statuses of clusters and sets without machines, word for word in Omni's YAML. */
class StatusReplayTest extends SimulatorTest {

    private static final String MACHINE = "aaaaaaaa-0000-4000-8000-00000000000";

    private final Recording recording = new Recording("probe-errors.jsonl");
    private final Recording more = new Recording("probe-more.jsonl");

    @TestFactory
    List<DynamicTest> setsOfManyKinds() throws Exception {
        client.create(Resources.cluster(
                "p2",
                ClusterSpec.newBuilder()
                        .setTalosVersion(Resources.TALOS)
                        .setKubernetesVersion("1.36.2")
                        .setFeatures(ClusterSpec.Features.newBuilder().setUseEmbeddedDiscoveryService(true))
                        .build()));
        client.create(Resources.machineClass("c1", "omni.sidero.dev/arch = amd64"));
        client.create(Resources.set("p2-control-planes", "p2", ROLE_CONTROL_PLANE));
        client.create(Resources.set("p2-workers", "p2", ROLE_WORKER));
        client.create(Resources.set("p2-pool", "p2", ROLE_WORKER, Resources.allocation("c1", 2, Type.Static)));
        client.create(Resources.set("p2-pool2", "p2", ROLE_WORKER, Resources.allocation("c1", 0, Type.Unlimited)));
        settle();
        return List.of(
                status(0, "p2-control-planes"),
                status(1, "p2-workers"),
                status(2, "p2-pool"),
                status(3, "p2-pool2"),
                recording.test(
                        "err/ms-manual-to-class",
                        () -> edit("p2-workers", Resources.allocation("no class of this", 1, Type.Static))),
                recording.test("err/ms-back-to-manual", () -> {
                    settle();
                    edit("p2-workers", MachineSetSpec.getDefaultInstance());
                }),
                recording.nth("err/ms-status", 4, () -> {
                    for (int machine = 1; machine <= 4; machine++) {
                        client.create(Resources.node(MACHINE + machine, "p2", "p2-workers", ROLE_WORKER));
                    }
                    settle();
                    assertThat(yaml(ResourceTypes.MACHINE_SET_STATUSES, "p2-workers"))
                            .isEqualTo(recorded(recording, "err/ms-status", 4));
                }),
                clusterStatus("err/cluster-status"),
                recording.test("err/cp-set-teardown", () -> teardown(ResourceTypes.MACHINE_SETS, "p2-control-planes")),
                recording.test("err/cp-set-after", () -> {
                    settle();
                    client.get(ResourceTypes.MACHINE_SETS, "p2-control-planes");
                }),
                clusterStatus("err/cluster-status-without-cp"));
    }

    @TestFactory
    List<DynamicTest> clustersThatWereCalledBackOrNot() throws Exception {
        for (String name : List.of("rv1", "rv2")) {
            client.create(Resources.cluster(
                    name,
                    ClusterSpec.newBuilder()
                            .setTalosVersion(Resources.TALOS)
                            .setKubernetesVersion(Resources.KUBERNETES)
                            .setFeatures(ClusterSpec.Features.newBuilder().setUseEmbeddedDiscoveryService(true))
                            .build()));
            settle();
            client.update(RawClient.with(
                    client.get(ResourceTypes.CLUSTERS, name), metadata -> metadata.addFinalizers("own/x")));
            teardown(ResourceTypes.CLUSTERS, name);
            settle();
        }
        client.update(
                RawClient.with(client.get(ResourceTypes.CLUSTERS, "rv1"), metadata -> metadata.setPhase("running")));
        settle();
        return List.of(revived(0, "rv1"), revived(1, "rv2"));
    }

    private DynamicTest revived(int n, String cluster) {
        return more.nth(
                "more/revive-status",
                n,
                () -> assertThat(yaml(ResourceTypes.CLUSTER_STATUSES, cluster))
                        .isEqualTo(recorded(more, "more/revive-status", n)));
    }

    private DynamicTest status(int n, String set) {
        return recording.nth(
                "err/ms-status",
                n,
                () -> assertThat(yaml(ResourceTypes.MACHINE_SET_STATUSES, set))
                        .isEqualTo(recorded(recording, "err/ms-status", n)));
    }

    private DynamicTest clusterStatus(String id) {
        return recording.test(
                id,
                () -> assertThat(yaml(ResourceTypes.CLUSTER_STATUSES, "p2"))
                        .isEqualTo(recording.extra(id).asText()));
    }

    private static String recorded(Recording recording, String id, int n) {
        JsonNode extra = recording.extra(id, n);
        assertThat(extra.isTextual()).isTrue();
        return extra.asText();
    }

    private String yaml(ResourceType<?> type, String id) throws Exception {
        return client.get(type, id).getSpec().getYamlSpec();
    }

    private void edit(String set, MachineSetSpec spec) throws Exception {
        Resource stored = client.get(ResourceTypes.MACHINE_SETS, set);
        client.update(stored.toBuilder()
                .setSpec(Spec.newBuilder().setProtoSpec(spec.toByteString()))
                .build());
    }

    private void teardown(ResourceType<?> type, String id) throws Exception {
        client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .build());
    }

    private void settle() {
        simulator.world().advance(Duration.ofSeconds(3));
    }
}

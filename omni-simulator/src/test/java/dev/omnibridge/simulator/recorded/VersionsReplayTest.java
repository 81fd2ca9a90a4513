package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Updates at the wrong version, and a cluster that somebody gave an owner, as recorded. */
class VersionsReplayTest extends SimulatorTest {

    private final Recording recording = new Recording("probe-errors.jsonl");

    @TestFactory
    List<DynamicTest> theWrongVersion() {
        Resource new1 = Resources.cluster("p1", "1.12.11", "1.34.5");
        return List.of(
                recording.test("err/cluster-create", () -> client.create(new1)),
                recording.test("err/get-right-after-create", () -> stored("p1")),
                recording.test("err/update-right-after-create", () -> {
                    settle();
                    client.update(RawClient.with(stored("p1"), metadata -> metadata.setVersion("1")));
                }),
                recording.test(
                        "err/update-stale-version",
                        () -> client.update(RawClient.with(
                                stored("p1"),
                                metadata -> metadata.setVersion(
                                        Long.toString(Long.parseLong(metadata.getVersion()) - 1))))),
                recording.test(
                        "err/update-version-undefined",
                        () -> client.update(
                                RawClient.with(stored("p1"), metadata -> metadata.setVersion("undefined")))),
                recording.test("err/update-noop", () -> client.update(stored("p1"))));
    }

    @TestFactory
    List<DynamicTest> whatSomebodyOwns() throws Exception {
        client.create(Resources.cluster("p1", "1.12.11", "1.34.5"));
        settle();
        return List.of(
                recording.test(
                        "err/update-metadata-owner",
                        () -> client.update(RawClient.with(stored("p1"), metadata -> metadata.setOwner("me")))),
                changed("err/update-talos-skip", "1.13.8", "1.34.5"),
                changed("err/update-talos-back", "1.12.11", "1.34.5"),
                changed("err/update-k8s-one-minor", "1.12.11", "1.35.7"),
                recording.test(
                        "err/destroy-with-finalizers",
                        () -> client.state()
                                .destroy(DestroyRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.CLUSTERS.name())
                                        .setId("p1")
                                        .build())),
                recording.test("err/teardown-p1", () -> teardown(ResourceTypes.CLUSTERS, "p1")),
                recording.test(
                        "err/ms-on-tearing-down",
                        () -> client.create(Resources.set("p1-workers", "p1", OmniKeys.ROLE_WORKER))));
    }

    @TestFactory
    List<DynamicTest> aClusterThatLeaves() {
        return List.of(
                recording.test("err/cluster-2", () -> client.create(Resources.cluster("p2"))),
                recording.test("err/cp-set-teardown", () -> {
                    settle();
                    client.create(Resources.set("p2-control-planes", "p2", OmniKeys.ROLE_CONTROL_PLANE));
                    settle();
                    teardown(ResourceTypes.MACHINE_SETS, "p2-control-planes");
                }),
                recording.test("err/cp-set-after", () -> {
                    settle();
                    client.get(ResourceTypes.MACHINE_SETS, "p2-control-planes");
                }),
                recording.test("err/cp-big-plain", () -> client.create(big())),
                recording.test(
                        "err/cp-big-stored",
                        () -> assertThat(client.get(ResourceTypes.CONFIG_PATCHES, "501-big")
                                        .getSpec()
                                        .getYamlSpec())
                                .startsWith("data: |\n    machine:\n      files:\n        - path: /var/x\n")),
                recording.test(
                        "err/teardown-p2",
                        () -> assertThat(teardown(ResourceTypes.CLUSTERS, "p2")).isFalse()),
                recording.test(
                        "err/after-teardown",
                        () -> assertThat(stored("p2").getMetadata().getPhase()).isEqualTo("tearingDown")),
                recording.test("err/revive", () -> {
                    Resource leaving = stored("p2");
                    client.update(RawClient.with(leaving, metadata -> metadata.putAnnotations("a", "b")));
                    client.update(RawClient.with(leaving, metadata -> metadata.setPhase("running")));
                }));
    }

    private static Resource big() {
        return Resources.patch(
                "501-big",
                "p2",
                "machine:\n  files:\n    - path: /var/x\n      permissions: 0o600\n      op: create\n      content: |\n"
                        + "        0123456789abcdef\n".repeat(190));
    }

    private DynamicTest changed(String id, String talos, String kubernetes) {
        return recording.test(
                id,
                () -> client.update(stored("p1").toBuilder()
                        .setSpec(Spec.newBuilder()
                                .setProtoSpec(ClusterSpec.newBuilder()
                                        .setTalosVersion(talos)
                                        .setKubernetesVersion(kubernetes)
                                        .build()
                                        .toByteString()))
                        .build()));
    }

    private Resource stored(String cluster) throws Exception {
        return client.get(ResourceTypes.CLUSTERS, cluster);
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

    private void settle() {
        simulator.world().advance(Duration.ofSeconds(3));
    }
}

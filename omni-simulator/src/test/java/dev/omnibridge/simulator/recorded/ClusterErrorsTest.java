package dev.omnibridge.simulator.recorded;

import static dev.omnibridge.simulator.recorded.Resources.KUBERNETES;
import static dev.omnibridge.simulator.recorded.Resources.TALOS;
import static dev.omnibridge.simulator.recorded.Resources.cluster;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupConf;
import dev.omnibridge.omni.proto.specs.EtcdManualBackupSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.kind.BackupKinds;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ClusterErrorsTest extends SimulatorTest {

    private final Recording recording = new Recording("probe-errors.jsonl");

    @TestFactory
    List<DynamicTest> newClusters() {
        String longId = "x".repeat(200);
        ClusterSpec spec = ClusterSpec.newBuilder()
                .setTalosVersion(TALOS)
                .setKubernetesVersion(KUBERNETES)
                .build();
        return List.of(
                created("err/cluster-name", "create Cluster \"bad name\"", cluster("bad name")),
                created("err/cluster-name", "create Cluster \"a.b\"", cluster("a.b")),
                created("err/cluster-name", "create Cluster \"ä-ü\"", cluster("ä-ü")),
                created("err/cluster-name", "create Cluster \"-x\"", cluster("-x")),
                created("err/cluster-name", "create Cluster \"UPPER_1\"", cluster("UPPER_1")),
                created("err/cluster-name", "create Cluster \"xxx…(200 x)\"", cluster(longId)),
                created("err/cluster-empty-id", cluster("")),
                created("err/cluster-id-control", cluster("a\nb")),
                created("err/cluster-unknown-talos", cluster("e", "1.99.0", KUBERNETES)),
                created("err/cluster-v-talos", cluster("e", "v1.13.8", KUBERNETES)),
                created("err/cluster-v-k8s", cluster("e", TALOS, "v1.36.3")),
                created("err/cluster-unknown-k8s", cluster("e", TALOS, "1.99.0")),
                created("err/cluster-incompatible", cluster("e", "1.12.11", "1.36.3")),
                created("err/cluster-no-versions", cluster("e", "", "")),
                created("err/cluster-garbage-versions", cluster("e", "abc", "def")),
                created("err/cluster-backup-too-often", cluster("e", withBackup(spec, 60, true))),
                created("err/cluster-backup-disabled-no-interval", cluster("e", withBackup(spec, 0, false))),
                created(
                        "err/cluster-disable-public-discovery",
                        cluster(
                                "e",
                                spec.toBuilder()
                                        .setFeatures(ClusterSpec.Features.newBuilder()
                                                .setUseEmbeddedDiscoveryService(true)
                                                .setDisablePublicDiscoveryService(true))
                                        .build())),
                created(
                        "err/cluster-label-newline",
                        RawClient.with(cluster("e"), metadata -> metadata.putLabels("a", "b\nc"))),
                created(
                        "err/cluster-annotation-long",
                        RawClient.with(cluster("e"), metadata -> metadata.putAnnotations("a", "x".repeat(16_385)))));
    }

    @TestFactory
    List<DynamicTest> envelopes() {
        Resource bad = cluster("e1").toBuilder()
                .setSpec(Spec.newBuilder().setProtoSpec(ByteString.copyFrom(new byte[] {0x12, 0x7f, 0x01})))
                .build();
        return List.of(
                created("err/env-no-spec", cluster("e1").toBuilder().clearSpec().build()),
                created(
                        "err/env-no-metadata",
                        cluster("e1").toBuilder().clearMetadata().build()),
                created("err/env-version-empty", RawClient.with(cluster("e1"), m -> m.setVersion(""))),
                created("err/env-phase-empty", RawClient.with(cluster("e1"), m -> m.setPhase(""))),
                created("err/env-phase-tearing-down", RawClient.with(cluster("e0"), m -> m.setPhase("tearingDown"))),
                created("err/env-owner", RawClient.with(cluster("e1"), m -> m.setOwner("me"))),
                created("err/env-no-timestamps", cluster("e-nots")),
                created("err/env-bad-proto", bad),
                recording.test(
                        "err/env-create-nil-options",
                        () -> client.state()
                                .create(CreateRequest.newBuilder()
                                        .setResource(cluster("e-opt"))
                                        .build())));
    }

    @TestFactory
    List<DynamicTest> changes() throws Exception {
        Resource p1 = client.create(cluster("p1", "1.12.11", "1.34.5"));
        Resource p2 = client.create(cluster("p2"));
        return List.of(
                recording.test("err/cluster-create-again", () -> client.create(cluster("p1", "1.12.11", "1.34.5"))),
                recording.test("err/update-wrong-expected-phase", () -> update(p1, "tearingDown")),
                recording.test("err/update-bogus-expected-phase", () -> update(p1, "bogus")),
                recording.test(
                        "err/update-nil-options",
                        () -> client.state()
                                .update(UpdateRequest.newBuilder()
                                        .setNewResource(p1)
                                        .build())),
                recording.test(
                        "err/update-owner-option",
                        () -> client.state()
                                .update(UpdateRequest.newBuilder()
                                        .setNewResource(p1)
                                        .setOptions(UpdateOptions.newBuilder().setOwner("me"))
                                        .build())),
                recording.test(
                        "err/update-missing",
                        () -> client.update(RawClient.with(cluster("nope"), metadata -> metadata.setVersion("1")))),
                changed("err/update-k8s-two-minors", p1, spec -> spec.setKubernetesVersion("1.36.3")),
                changed(
                        "err/update-encryption",
                        p1,
                        spec -> spec.setFeatures(
                                ClusterSpec.Features.newBuilder().setDiskEncryption(true))),
                changed("err/update-talos-below-initial", p2, spec -> spec.setTalosVersion("1.12.11")),
                changed("err/update-k8s-downgrade-minor", p2, spec -> spec.setKubernetesVersion("1.35.7")),
                changed("err/update-k8s-downgrade-patch", p2, spec -> spec.setKubernetesVersion("1.36.2")),
                recording.test("err/mb-old", () -> client.create(wish(-3600))),
                recording.test("err/mb-now", () -> client.create(wish(0))),
                recording.test("err/get-missing", () -> client.get(ResourceTypes.CLUSTERS, "nope")),
                recording.test(
                        "err/destroy-missing",
                        () -> client.state()
                                .destroy(DestroyRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.CLUSTERS.name())
                                        .setId("nope")
                                        .build())),
                recording.test(
                        "err/teardown-missing",
                        () -> client.state()
                                .teardown(TeardownRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.CLUSTERS.name())
                                        .setId("nope")
                                        .build())));
    }

    private DynamicTest created(String id, Resource resource) {
        return recording.test(id, () -> client.create(resource));
    }

    private DynamicTest created(String id, String what, Resource resource) {
        return recording.test(id, what, () -> client.create(resource));
    }

    private interface SpecChange {
        void apply(ClusterSpec.Builder spec);
    }

    private DynamicTest changed(String id, Resource stored, SpecChange change) {
        return recording.test(id, () -> {
            ClusterSpec.Builder spec = ClusterSpec.parseFrom(stored.getSpec().getProtoSpec()).toBuilder();
            change.apply(spec);
            client.update(stored.toBuilder()
                    .setSpec(Spec.newBuilder().setProtoSpec(spec.build().toByteString()))
                    .build());
        });
    }

    private void update(Resource resource, String expectedPhase) throws Exception {
        client.state()
                .update(UpdateRequest.newBuilder()
                        .setNewResource(resource)
                        .setOptions(UpdateOptions.newBuilder().setExpectedPhase(expectedPhase))
                        .build());
    }

    private static ClusterSpec withBackup(ClusterSpec spec, long seconds, boolean enabled) {
        EtcdBackupConf.Builder backup = EtcdBackupConf.newBuilder().setEnabled(enabled);
        if (seconds > 0) {
            backup.setInterval(Duration.newBuilder().setSeconds(seconds));
        }
        return spec.toBuilder().setBackupConfiguration(backup).build();
    }

    private Resource wish(int seconds) {
        return RawClient.resource(
                BackupKinds.ETCD_MANUAL_BACKUPS,
                "p2",
                EtcdManualBackupSpec.newBuilder()
                        .setBackupAt(Timestamp.newBuilder()
                                .setSeconds(simulator.world().now().getEpochSecond() + seconds))
                        .build());
    }
}

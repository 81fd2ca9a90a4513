package dev.omnibridge.simulator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Duration;
import dev.omnibridge.omni.proto.cosi.Event.EventType;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.specs.EtcdBackupConf;
import dev.omnibridge.omni.proto.specs.EtcdBackupSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec.Status;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.SmallCluster;
import dev.omnibridge.simulator.kind.BackupKinds;
import io.grpc.StatusException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupsTest extends SimulatorTest {

    private final Backups backups = new Backups(simulator, client);

    @BeforeEach
    void declare() {
        var demo = new SmallCluster(simulator);
        List<String> machines = demo.join(2);
        demo.declare(machines.getFirst(), machines.getLast());
    }

    @Test
    void aWishIsFulfilledOnce() throws Exception {
        minutes(5);
        Instant wished = now();
        Resource wish = client.create(Backups.wish(wished));
        minutes(0);

        Resource backup = onlyBackup();
        EtcdBackupSpec spec = EtcdBackupSpec.parseFrom(backup.getSpec().getProtoSpec());
        assertThat(backup.getMetadata().getId()).isEqualTo("demo-" + wished.getEpochSecond());
        assertThat(backup.getMetadata().getVersion()).isEqualTo("undefined");
        assertThat(backup.getMetadata().getLabelsMap()).containsEntry(OmniKeys.CLUSTER, "demo");
        assertThat(spec.getSnapshot()).isEqualTo(String.format("%016X.snapshot", -wished.getEpochSecond()));
        assertThat(backups.status().getStatus()).isEqualTo(Status.Ok);

        minutes(1);
        Resource again = client.update(client.get(BackupKinds.ETCD_MANUAL_BACKUPS, "demo"));
        minutes(1);
        assertThat(again.getMetadata().getVersion())
                .isNotEqualTo(wish.getMetadata().getVersion());
        assertThat(backups.of("demo")).hasSize(1);

        client.update(again.toBuilder()
                .setSpec(Spec.newBuilder().setProtoSpec(Backups.wishSpec(now()).toByteString()))
                .build());
        minutes(1);
        assertThat(backups.of("demo")).hasSize(2);
    }

    @Test
    void backupsByScheduleFailEveryMinuteUntilTheClusterIsUpAndThenKeepTheirInterval() throws Exception {
        every(3600);
        minutes(0);
        EtcdBackupStatusSpec early = backups.status();
        assertThat(early.getStatus()).isEqualTo(Status.Error);
        assertThat(early.getError())
                .startsWith("failed to create talos client for cluster, skipping cluster backup: ")
                .endsWith("no management addresses on cluster endpoint");
        assertThat(early.hasLastBackupTime()).isFalse();

        minutes(10);
        assertThat(backups.status().getStatus()).isEqualTo(Status.Ok);
        assertThat(backups.of("demo")).hasSize(1);
        minutes(54 - 10);
        assertThat(backups.of("demo"))
                .as("no earlier than its interval and its jitter allow")
                .hasSize(1);
        minutes(30);
        assertThat(backups.of("demo")).hasSize(2);
    }

    @Test
    void aStoreThatRefusesIsToldAndTheLastBackupStays() throws Exception {
        minutes(5);
        client.create(Backups.wish(now()));
        minutes(1);
        EtcdBackupStatusSpec good = backups.status();
        simulator.backups().fail("no space left");
        every(3600);
        minutes(60 + 10);

        EtcdBackupStatusSpec bad = backups.status();
        assertThat(bad.getError()).isEqualTo("failed to upload etcd snapshot for cluster: no space left");
        assertThat(bad.getLastBackupTime()).isEqualTo(good.getLastBackupTime());
        assertThat(bad.getLastBackupAttempt()).isNotEqualTo(good.getLastBackupAttempt());
        var overall = simulator
                .store()
                .require(BackupKinds.ETCD_BACKUP_OVERALL_STATUSES, "etcdbackup-overall-status")
                .spec();
        assertThat(overall.getConfigurationName()).isEqualTo("local");
        assertThat(overall.getLastBackupStatus()).isEqualTo(bad);

        simulator.backups().work();
        minutes(1);
        assertThat(backups.status().getStatus()).isEqualTo(Status.Ok);
    }

    @Test
    void backupsStayWhenTheirClusterGoesAndAreListedNoMore() throws Exception {
        minutes(5);
        client.create(Backups.wish(now()));
        minutes(1);
        String uuid = simulator
                .store()
                .require(ResourceTypes.CLUSTER_UUIDS, "demo")
                .spec()
                .getUuid();
        simulator.store().teardown("", ResourceTypes.CLUSTERS, "demo");
        minutes(5);

        assertThat(simulator.backups().list(uuid)).hasSize(1);
        assertThat(simulator.store().get(BackupKinds.ETCD_BACKUP_STATUSES, "demo"))
                .isEmpty();
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> backups.of("demo"))
                .withMessageContaining("NOT_FOUND: failed to get cluster UUID by ID: failed to get: resource"
                        + " ClusterUUIDs.omni.sidero.dev(default/demo@undefined) doesn't exist");
    }

    @Test
    void onlyTheClusterMayBeAskedFor() {
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> backups.list(ListOptions.getDefaultInstance()))
                .withMessage("UNKNOWN: failed to validate: cluster ID must be specified in query");
    }

    @Test
    void aWatchTellsWhatIsThereAndNothingAfterwards() throws Exception {
        minutes(5);
        client.create(Backups.wish(now()));
        minutes(1);
        var watch = client.state()
                .watch(WatchRequest.newBuilder()
                        .setNamespace("external")
                        .setType(BackupKinds.ETCD_BACKUPS.name())
                        .setApiVersion(1)
                        .setOptions(WatchOptions.newBuilder()
                                .setBootstrapContents(true)
                                .addLabelQuery(dev.omnibridge.omni.proto.cosi.LabelQuery.newBuilder()
                                        .addTerms(dev.omnibridge.omni.proto.cosi.LabelTerm.newBuilder()
                                                .setKey(OmniKeys.CLUSTER)
                                                .addValue("demo")
                                                .setOp(dev.omnibridge.omni.proto.cosi.LabelTerm.Operation.EQUAL))))
                        .build());

        assertThat(watch.read(30, TimeUnit.SECONDS).getEventList()).isEmpty();
        assertThat(watch.read(30, TimeUnit.SECONDS).getEvent(0).getEventType()).isEqualTo(EventType.CREATED);
        assertThat(watch.read(30, TimeUnit.SECONDS).getEvent(0).getEventType()).isEqualTo(EventType.BOOTSTRAPPED);
        watch.cancel("seen enough", null);
    }

    private Resource onlyBackup() throws Exception {
        assertThat(backups.of("demo")).hasSize(1);
        return backups.of("demo").getFirst();
    }

    private void every(long seconds) {
        var cluster = simulator.store().require(ResourceTypes.CLUSTERS, "demo");
        simulator
                .store()
                .update(
                        "",
                        cluster.withSpec(cluster.spec().toBuilder()
                                .setBackupConfiguration(EtcdBackupConf.newBuilder()
                                        .setEnabled(true)
                                        .setInterval(Duration.newBuilder().setSeconds(seconds)))
                                .build()),
                        Optional.empty());
    }

    private Instant now() {
        return simulator.world().now();
    }

    private void minutes(int minutes) {
        simulator.world().advance(java.time.Duration.ofMinutes(minutes));
    }
}

package dev.omnibridge.simulator.backup;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.BackupDataSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec.Status;
import dev.omnibridge.omni.proto.specs.EtcdManualBackupSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Makes the backups that are due: once a minute it looks at what clusters want, at once where one begins to want it, and at each wish of a user.
 * An attempt that fails is told and made again a minute later, also while the cluster is not up yet.
 */
final class EtcdBackupController implements Controller {

    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration JITTER = Duration.ofMinutes(10);
    /** A wish that is older, or is for later, is not heard. */
    private static final Duration MANUAL_WINDOW = Duration.ofMinutes(10);
    /** There is no etcd here whose content could be weighed: what a young cluster's snapshot has on a disk. */
    private static final long SNAPSHOT_BYTES = 3 << 20;

    private static final List<Input<?>> INPUTS =
            List.of(Input.byId(InternalTypes.BACKUP_DATAS), Input.byId(BackupKinds.ETCD_MANUAL_BACKUPS));

    private final World world;
    private final Store store;
    private final BackupStore backups;
    private final KubernetesApi kubernetes;
    private final Random random;
    private final Map<String, Instant> heard = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();

    EtcdBackupController(World world, BackupStore backups, KubernetesApi kubernetes, Random random) {
        this.world = world;
        this.store = world.store();
        this.backups = backups;
        this.kubernetes = kubernetes;
        this.random = random;
    }

    @Override
    public String name() {
        return "EtcdBackupController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        Optional<Resource<BackupDataSpec>> data =
                store.get(InternalTypes.BACKUP_DATAS, key).filter(known -> !known.isTearingDown());
        if (data.isEmpty()) {
            Outputs.remove(store, name(), BackupKinds.ETCD_BACKUP_STATUSES, key);
            return Requeue.onEvent();
        }
        BackupDataSpec wanted = data.get().spec();
        if (isWished(key) || isDue(wanted)) {
            tell(key, make(key, wanted.getClusterUuid()));
        }
        return wanted.getInterval().getSeconds() > 0 ? Requeue.after(TICK) : Requeue.onEvent();
    }

    /** A user's wish is heard once, whatever comes of it. */
    private boolean isWished(String cluster) {
        Instant now = world.now();
        Optional<Instant> wish = store.get(BackupKinds.ETCD_MANUAL_BACKUPS, cluster)
                .map(Resource::spec)
                .filter(EtcdManualBackupSpec::hasBackupAt)
                .map(spec -> instant(spec.getBackupAt()))
                .filter(at -> at.getEpochSecond() != 0)
                .filter(at -> !at.equals(heard.get(cluster)))
                .filter(at -> Duration.between(at, now).abs().compareTo(MANUAL_WINDOW) < 0);
        wish.ifPresent(at -> heard.put(cluster, at));
        return wish.isPresent();
    }

    private boolean isDue(BackupDataSpec wanted) {
        Duration interval = Duration.ofSeconds(
                wanted.getInterval().getSeconds(), wanted.getInterval().getNanos());
        if (interval.isZero()) {
            return false;
        }
        Optional<Instant> latest = Optional.ofNullable(last.get(wanted.getClusterUuid()))
                .or(() -> backups.list(wanted.getClusterUuid()).stream()
                        .map(Backup::created)
                        .findFirst());
        return latest.map(made -> made.plusMillis(random.nextLong(JITTER.toMillis()) - JITTER.toMillis() / 2))
                .map(made -> Duration.between(made, world.now()).compareTo(interval) >= 0)
                .orElse(true);
    }

    /** Makes a backup; answers what went wrong. */
    private Optional<String> make(String cluster, String uuid) {
        boolean hasAddress = store.get(ResourceTypes.CLUSTER_ENDPOINTS, cluster)
                .filter(endpoint -> endpoint.spec().getManagementAddressesCount() > 0)
                .isPresent();
        if (!hasAddress) {
            return Optional.of("failed to create talos client for cluster, skipping cluster backup: talos API client is"
                    + " not available: no management addresses on cluster endpoint");
        }
        if (!kubernetes.hasEtcd(cluster)) {
            return Optional.of(
                    "failed to start etcd snapshot stream for cluster: etcd of \"" + cluster + "\" does not answer");
        }
        Instant now = world.now().truncatedTo(ChronoUnit.SECONDS);
        Optional<String> refusal = backups.put(new Backup(uuid, now, SNAPSHOT_BYTES));
        if (refusal.isEmpty()) {
            last.put(uuid, world.now());
        }
        return refusal.map(words -> "failed to upload etcd snapshot for cluster: " + words);
    }

    private void tell(String cluster, Optional<String> failure) {
        Timestamp now = timestamp(world.now());
        store.modify(name(), BackupKinds.ETCD_BACKUP_STATUSES, cluster, status -> {
            EtcdBackupStatusSpec.Builder spec = status.spec().toBuilder()
                    .setStatus(failure.isPresent() ? Status.Error : Status.Ok)
                    .setError(failure.orElse(""))
                    .setLastBackupAttempt(now);
            if (failure.isEmpty()) {
                spec.setLastBackupTime(now);
            }
            return status.withSpec(spec.build());
        });
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.newBuilder()
                .setSeconds(moment.getEpochSecond())
                .setNanos(moment.getNano())
                .build();
    }
}

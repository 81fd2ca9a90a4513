package dev.omnibridge.simulator.backup;

import dev.omnibridge.omni.proto.specs.EtcdBackupOverallStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStoreStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells of the store, and of the backup that was told last; that one stays when its cluster goes. */
final class EtcdBackupOverallStatusController implements Controller {

    static final String ID = "etcdbackup-overall-status";
    static final String STORE = "etcdbackup-store-status";

    private static final List<Input<?>> INPUTS = List.of(
            Input.all(BackupKinds.ETCD_BACKUP_STORE_STATUSES, ID), Input.all(BackupKinds.ETCD_BACKUP_STATUSES, ID));
    private static final Comparator<Resource<?>> BY_TIME = Comparator.comparing(
                    (Resource<?> status) -> status.metadata().getUpdated().getSeconds())
            .thenComparing(status -> status.metadata().getUpdated().getNanos());

    private final Store store;

    EtcdBackupOverallStatusController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "EtcdBackupOverallStatusController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.get(BackupKinds.ETCD_BACKUP_STORE_STATUSES, STORE).ifPresent(known -> {
            EtcdBackupStoreStatusSpec place = known.spec();
            Optional<EtcdBackupStatusSpec> latest = store.list(BackupKinds.ETCD_BACKUP_STATUSES).stream()
                    .max(BY_TIME)
                    .map(Resource::spec);
            store.modify(name(), BackupKinds.ETCD_BACKUP_OVERALL_STATUSES, key, status -> {
                EtcdBackupOverallStatusSpec.Builder spec = status.spec().toBuilder()
                        .setConfigurationName(place.getConfigurationName())
                        .setConfigurationError(place.getConfigurationError());
                latest.ifPresent(spec::setLastBackupStatus);
                return status.withSpec(spec.build());
            });
        });
        return Requeue.onEvent();
    }
}

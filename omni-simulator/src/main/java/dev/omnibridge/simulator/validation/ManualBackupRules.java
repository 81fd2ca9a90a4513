package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.EtcdManualBackupSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.state.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A wish for a backup is for now, give or take a minute. */
final class ManualBackupRules implements Rules<EtcdManualBackupSpec> {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Store store;

    ManualBackupRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<EtcdManualBackupSpec> type() {
        return BackupKinds.ETCD_MANUAL_BACKUPS;
    }

    @Override
    public List<String> onCreate(Resource<EtcdManualBackupSpec> next) {
        Instant at = Instant.ofEpochSecond(
                next.spec().getBackupAt().getSeconds(),
                next.spec().getBackupAt().getNanos());
        Duration ago = Duration.between(at, store.now());
        if (ago.compareTo(WINDOW) > 0) {
            return List.of("backup time must not be more than 1 minute in the past");
        }
        return ago.negated().compareTo(WINDOW) > 0
                ? List.of("backup time must not be more than 1 minute in the future")
                : List.of();
    }

    @Override
    public List<String> onUpdate(Resource<EtcdManualBackupSpec> old, Resource<EtcdManualBackupSpec> next) {
        return old.spec().getBackupAt().equals(next.spec().getBackupAt()) ? List.of() : onCreate(next);
    }
}

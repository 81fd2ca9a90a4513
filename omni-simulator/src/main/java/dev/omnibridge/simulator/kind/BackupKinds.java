package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.specs.EtcdBackupOverallStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupStoreStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdManualBackupSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Types about backups of etcd. */
public final class BackupKinds {

    /** What is in the backup store, listed when it is read; id {@code <cluster>-<unix seconds>}. */
    public static final ResourceType<EtcdBackupSpec> ETCD_BACKUPS =
            new ResourceType<>("EtcdBackups.omni.sidero.dev", "external", EtcdBackupSpec.getDefaultInstance());

    /** How the last backup of a cluster went; id of the cluster. */
    public static final ResourceType<EtcdBackupStatusSpec> ETCD_BACKUP_STATUSES = new ResourceType<>(
            "EtcdBackupStatuses.omni.sidero.dev", "metrics", EtcdBackupStatusSpec.getDefaultInstance());

    /** A user's wish for a backup at a moment; id of the cluster. */
    public static final ResourceType<EtcdManualBackupSpec> ETCD_MANUAL_BACKUPS = new ResourceType<>(
            "EtcdManualBackups.omni.sidero.dev", "ephemeral", EtcdManualBackupSpec.getDefaultInstance());

    /** Which store there is; one resource. */
    public static final ResourceType<EtcdBackupStoreStatusSpec> ETCD_BACKUP_STORE_STATUSES = new ResourceType<>(
            "EtcdBackupStoreStatuses.omni.sidero.dev", "ephemeral", EtcdBackupStoreStatusSpec.getDefaultInstance());

    /** The store and the last backup of all; one resource. */
    public static final ResourceType<EtcdBackupOverallStatusSpec> ETCD_BACKUP_OVERALL_STATUSES = new ResourceType<>(
            "EtcdBackupOverallStatuses.omni.sidero.dev", "metrics", EtcdBackupOverallStatusSpec.getDefaultInstance());

    private BackupKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(
                ETCD_BACKUPS,
                ETCD_BACKUP_STATUSES,
                ETCD_MANUAL_BACKUPS,
                ETCD_BACKUP_STORE_STATUSES,
                ETCD_BACKUP_OVERALL_STATUSES);
    }
}

package dev.omnibridge.simulator.backup;

import dev.omnibridge.omni.proto.specs.EtcdBackupStoreStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.kubernetes.KubernetesApi;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.world.World;
import java.util.Random;

/** Omni's controllers about backups of etcd. */
public final class BackupControllers {

    /** Keeps the jitter of backups apart from what else is made from the same seed. */
    private static final long JITTER_STREAM = 0x6261636b7570L;

    private BackupControllers() {}

    /**
     * Registers them, and tells of the store.
     *
     * @param seed of the jitter
     */
    public static void register(World world, Machines machines, BackupStore backups, long seed) {
        world.store()
                .create(
                        "",
                        Resource.of(
                                BackupKinds.ETCD_BACKUP_STORE_STATUSES,
                                EtcdBackupOverallStatusController.STORE,
                                EtcdBackupStoreStatusSpec.newBuilder()
                                        .setConfigurationName("local")
                                        .build()));
        world.register(new BackupDataController(world.store()));
        world.register(new EtcdBackupController(
                world, backups, new KubernetesApi(world.store(), machines), new Random(seed + JITTER_STREAM)));
        world.register(new EtcdBackupOverallStatusController(world.store()));
    }
}

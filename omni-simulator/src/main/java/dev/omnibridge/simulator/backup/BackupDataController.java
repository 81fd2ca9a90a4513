package dev.omnibridge.simulator.backup;

import com.google.protobuf.Duration;
import dev.omnibridge.omni.proto.specs.BackupDataSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterUUIDSpec;
import dev.omnibridge.omni.proto.specs.EtcdBackupConf;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;

/** Gathers what backups of a cluster need, once it has an UUID and secrets; nobody outside sees it. */
final class BackupDataController extends Transform<ClusterSpec, BackupDataSpec> {

    BackupDataController(Store store) {
        super(
                store,
                "BackupDataController",
                ResourceTypes.CLUSTERS,
                InternalTypes.BACKUP_DATAS,
                List.of(
                        Input.byId(ResourceTypes.CLUSTER_UUIDS),
                        // there from the moment on that there are secrets
                        Input.byId(ResourceTypes.CLUSTER_SECRETS_ROTATION_STATUSES)));
    }

    @Override
    protected Requeue transform(Resource<ClusterSpec> cluster) {
        Optional<Resource<ClusterUUIDSpec>> uuid = store.get(ResourceTypes.CLUSTER_UUIDS, cluster.id());
        boolean hasSecrets = store.get(ResourceTypes.CLUSTER_SECRETS_ROTATION_STATUSES, cluster.id())
                .isPresent();
        if (uuid.isPresent() && hasSecrets) {
            BackupDataSpec data = BackupDataSpec.newBuilder()
                    .setClusterUuid(uuid.get().spec().getUuid())
                    .setInterval(interval(cluster.spec().getBackupConfiguration()))
                    .build();
            write(cluster.id(), output -> output.withSpec(data));
        }
        return Requeue.onEvent();
    }

    private static Duration interval(EtcdBackupConf backups) {
        return backups.getEnabled() ? backups.getInterval() : Duration.getDefaultInstance();
    }
}

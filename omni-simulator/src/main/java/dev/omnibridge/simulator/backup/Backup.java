package dev.omnibridge.simulator.backup;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.EtcdBackupSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.kind.BackupKinds;
import java.time.Instant;

/**
 * A snapshot of a cluster's etcd in the store. Omni files it by the UUID of the cluster, and the file's name tells when it was made.
 *
 * @param clusterUuid of the cluster
 * @param created when it was made, to the second
 * @param bytes size of the file
 */
public record Backup(String clusterUuid, Instant created, long bytes) {

    /** Name of the file: the negated time in hexadecimal digits, so that the newest comes first. */
    public String snapshot() {
        return String.format("%016X.snapshot", -created.getEpochSecond());
    }

    /** The backup as Omni lists it, under the name that its cluster has now. */
    public Resource<EtcdBackupSpec> resource(String cluster) {
        return Resource.of(
                        BackupKinds.ETCD_BACKUPS,
                        cluster + "-" + created.getEpochSecond(),
                        EtcdBackupSpec.newBuilder()
                                .setCreatedAt(Timestamp.newBuilder().setSeconds(created.getEpochSecond()))
                                .setSnapshot(snapshot())
                                .setSize(bytes)
                                .build())
                .withLabel(OmniKeys.CLUSTER, cluster)
                .withLabel(OmniKeys.CLUSTER_UUID, clusterUuid);
    }
}

package dev.omnibridge.simulator.backup;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.specs.EtcdBackupStatusSpec;
import dev.omnibridge.omni.proto.specs.EtcdManualBackupSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.kind.BackupKinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a client asks about backups. */
record Backups(OmniSimulator simulator, RawClient client) {

    /** The listed backups of a cluster. */
    List<Resource> of(String cluster) throws Exception {
        var term = LabelTerm.newBuilder()
                .setKey(OmniKeys.CLUSTER)
                .setOp(LabelTerm.Operation.EQUAL)
                .addValue(cluster);
        return list(ListOptions.newBuilder()
                .addLabelQuery(LabelQuery.newBuilder().addTerms(term))
                .build());
    }

    List<Resource> list(ListOptions options) throws Exception {
        var answers = client.state()
                .list(ListRequest.newBuilder()
                        .setNamespace("external")
                        .setType(BackupKinds.ETCD_BACKUPS.name())
                        .setOptions(options)
                        .build());
        List<Resource> found = new ArrayList<>();
        while (answers.hasNext()) {
            found.add(answers.read().getResource());
        }
        return found;
    }

    EtcdBackupStatusSpec status() {
        return simulator
                .store()
                .require(BackupKinds.ETCD_BACKUP_STATUSES, "demo")
                .spec();
    }

    static Resource wish(Instant at) {
        return RawClient.resource(BackupKinds.ETCD_MANUAL_BACKUPS, "demo", wishSpec(at));
    }

    static EtcdManualBackupSpec wishSpec(Instant at) {
        return EtcdManualBackupSpec.newBuilder()
                .setBackupAt(
                        Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                .build();
    }
}

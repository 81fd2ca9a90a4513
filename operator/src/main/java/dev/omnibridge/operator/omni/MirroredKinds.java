package dev.omnibridge.operator.omni;

import static dev.omnibridge.omni.mirror.MirroredKind.of;

import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimIndex;
import dev.omnibridge.operator.claim.Incarnation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of an Omni account is mirrored: the kinds that {@link dev.omnibridge.operator.view} cuts into slices, and those of the account as a whole.
 * Of the labels of machines it is the record of an operator's incarnation alone. Kinds that are written back keep their whole spec; the large ones that are only read keep what is read.
 */
final class MirroredKinds {

    private static final List<MirroredKind<?>> ALL = List.of(
            ClaimIndex.on(of(ResourceTypes.CLUSTERS)),
            ClaimIndex.on(of(ResourceTypes.MACHINE_SETS)),
            ClaimIndex.on(of(ResourceTypes.MACHINE_SET_NODES)),
            of(ResourceTypes.CLUSTER_STATUSES),
            of(ResourceTypes.CLUSTER_UUIDS),
            of(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES),
            of(ResourceTypes.CLUSTER_DESTROY_STATUSES),
            of(ResourceTypes.LOAD_BALANCER_STATUSES),
            of(ResourceTypes.TALOS_UPGRADE_STATUSES),
            of(ResourceTypes.KUBERNETES_UPGRADE_STATUSES),
            of(ResourceTypes.MACHINE_SET_STATUSES),
            of(ResourceTypes.CLUSTER_MACHINES),
            of(ResourceTypes.CLUSTER_MACHINE_STATUSES).trimmedTo(MirroredKinds::trimmed),
            of(ResourceTypes.MACHINE_PENDING_UPDATES),
            of(ResourceTypes.MACHINE_CLASSES),
            of(ResourceTypes.MACHINE_STATUSES).trimmedTo(MirroredKinds::trimmed),
            of(ResourceTypes.MACHINE_STATUS_SNAPSHOTS).trimmedTo(MirroredKinds::trimmed),
            of(ResourceTypes.MACHINE_LABELS).labelled(Incarnation.LABEL),
            of(ResourceTypes.TALOS_VERSIONS).trimmedTo(MirroredKinds::trimmed));

    private static final Set<MachineStage> UP = EnumSet.of(MachineStage.BOOTING, MachineStage.RUNNING);

    private MirroredKinds() {}

    /** All kinds of one account. */
    static List<MirroredKind<?>> all() {
        return ALL;
    }

    private static ClusterMachineStatusSpec trimmed(ClusterMachineStatusSpec spec) {
        return spec.toBuilder().clearManagementAddress().clearProvisionStatus().build();
    }

    /** Built anew instead of cleared field by field, so that what newer Omnis add does not grow the mirror or wake anybody. */
    private static MachineStatusSpec trimmed(MachineStatusSpec spec) {
        MachineStatusSpec.Builder kept = MachineStatusSpec.newBuilder()
                .setTalosVersion(spec.getTalosVersion())
                .setConnected(spec.getConnected())
                .setMaintenance(spec.getMaintenance())
                .setCluster(spec.getCluster())
                .setRole(spec.getRole())
                .setPowerState(spec.getPowerState())
                .setLastError(spec.getLastError());
        kept.getNetworkBuilder().setHostname(spec.getNetwork().getHostname());
        kept.getSchematicBuilder()
                .setInvalid(spec.getSchematic().getInvalid())
                .setInAgentMode(spec.getSchematic().getInAgentMode());
        return kept.build();
    }

    /**
     * Only what explains why a machine that is up is not ready. Talos reports every step of a boot here, with stages that other kinds tell, too:
     * none of that wakes anybody.
     */
    private static MachineStatusSnapshotSpec trimmed(MachineStatusSnapshotSpec spec) {
        MachineStatusEvent said = spec.getMachineStatus();
        MachineStatusSnapshotSpec.Builder kept = MachineStatusSnapshotSpec.newBuilder();
        if (UP.contains(said.getStage()) && !said.getStatus().getReady()) {
            kept.getMachineStatusBuilder()
                    .getStatusBuilder()
                    .addAllUnmetConditions(said.getStatus().getUnmetConditionsList());
        }
        return kept.build();
    }

    private static TalosVersionSpec trimmed(TalosVersionSpec spec) {
        return spec.toBuilder()
                .clearImageFactoryUrl()
                .clearUpgradableTalosVersions()
                .build();
    }
}

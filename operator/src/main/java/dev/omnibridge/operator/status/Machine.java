package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.ConfigApplyStatus;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.Versions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One machine of a set, put together from the places where Omni tells about it.
 *
 * @param status how it stands in its cluster; empty until Omni has made one
 * @param inventory the machine as registered in the account
 * @param snapshot what Talos on the machine said last
 * @param isBound whether a running MachineSetNode binds it: the set wants it
 * @param isAllocated whether it is in the cluster, perhaps on its way out
 * @param hasPendingUpdate whether an upgrade or configuration waits for it
 */
record Machine(
        String id,
        Optional<Resource<ClusterMachineStatusSpec>> status,
        Optional<Resource<MachineStatusSpec>> inventory,
        Optional<MachineStatusSnapshotSpec> snapshot,
        boolean isBound,
        boolean isAllocated,
        boolean hasPendingUpdate) {

    private static final Set<Stage> LEAVING = EnumSet.of(Stage.BEFORE_DESTROY, Stage.DESTROYING);
    private static final Set<Stage> COMING =
            EnumSet.of(Stage.UNKNOWN, Stage.BOOTING, Stage.INSTALLING, Stage.CONFIGURING, Stage.POWERING_ON);

    Stage stage() {
        return status.map(Resource::spec)
                .map(ClusterMachineStatusSpec::getStage)
                .orElse(Stage.UNKNOWN);
    }

    /** Running and ready. In maintenance Talos calls itself ready too, so the stage counts. */
    boolean isReady() {
        return stage() == Stage.RUNNING
                && status.map(Resource::spec)
                        .filter(ClusterMachineStatusSpec::getReady)
                        .isPresent();
    }

    boolean isConnected() {
        return has(OmniKeys.CONNECTED);
    }

    boolean isLocked() {
        return status.filter(resource -> resource.hasAnnotation(OmniKeys.LOCKED))
                .isPresent();
    }

    /** An update waits until somebody unlocks the machine. */
    boolean awaitsUnlock() {
        return has(OmniKeys.LOCKED_UPDATE);
    }

    boolean isLeaving() {
        return LEAVING.contains(stage()) || (isAllocated && !isBound);
    }

    /** On its way to a first boot into its cluster; a running machine that is not ready is past that. */
    boolean isComing() {
        return COMING.contains(stage()) && (isConnected() || status.isEmpty());
    }

    /** Removed from Omni altogether. */
    boolean isRemoved() {
        return status.map(Resource::spec)
                .filter(ClusterMachineStatusSpec::getIsRemoved)
                .isPresent();
    }

    /** Why Talos refused the configuration, while it does. */
    Optional<String> configError() {
        return status.map(Resource::spec)
                .filter(spec -> spec.getConfigApplyStatus() == ConfigApplyStatus.FAILED)
                .map(ClusterMachineStatusSpec::getLastConfigError);
    }

    Optional<String> node() {
        return status.flatMap(resource -> resource.label(OmniKeys.NODE_NAME)).filter(name -> !name.isEmpty());
    }

    /** The Talos it runs from its disk; what a machine booted to be installed is not told. */
    Optional<String> talos() {
        boolean fromMedia = stage() == Stage.UNKNOWN || stage() == Stage.CONFIGURING || stage() == Stage.INSTALLING;
        return inventory
                .filter(machine -> !fromMedia)
                .flatMap(machine -> machine.label(OmniKeys.TALOS_VERSION))
                .map(Versions::canonical);
    }

    boolean isControlPlane() {
        return has(OmniKeys.ROLE_CONTROL_PLANE);
    }

    private boolean has(String label) {
        return status.filter(resource -> resource.hasLabel(label)).isPresent();
    }
}

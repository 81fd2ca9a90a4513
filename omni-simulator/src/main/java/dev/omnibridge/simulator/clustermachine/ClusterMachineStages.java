package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;

/** The stage of a machine in a cluster, in Omni's order of decision (status-and-lifecycle.md 2.3). */
final class ClusterMachineStages {

    private ClusterMachineStages() {}

    /**
     * Decides the stage of a machine that Omni has status and snapshot of.
     *
     * @param leaving whether its ClusterMachine is tearing down
     * @param declared whether a MachineSetNode still asks for it
     */
    static Stage decide(MachineStatusSnapshotSpec snapshot, boolean leaving, boolean declared) {
        if (leaving) {
            return Stage.DESTROYING;
        }
        if (!declared) {
            return Stage.BEFORE_DESTROY;
        }
        return switch (snapshot.getPowerStage()) {
            case POWER_STAGE_POWERED_OFF -> Stage.POWERED_OFF;
            case POWER_STAGE_POWERING_ON -> Stage.POWERING_ON;
            default -> ofTalos(snapshot);
        };
    }

    private static Stage ofTalos(MachineStatusSnapshotSpec snapshot) {
        return switch (snapshot.getMachineStatus().getStage()) {
            case RESETTING -> Stage.DESTROYING;
            case INSTALLING -> Stage.INSTALLING;
            case UPGRADING -> Stage.UPGRADING;
            case REBOOTING -> Stage.REBOOTING;
            case SHUTTING_DOWN -> Stage.SHUTTING_DOWN;
            case BOOTING -> Stage.BOOTING;
            case RUNNING -> Stage.RUNNING;
            case MAINTENANCE -> Stage.CONFIGURING;
            case UNKNOWN, UNRECOGNIZED -> Stage.UNKNOWN;
        };
    }
}

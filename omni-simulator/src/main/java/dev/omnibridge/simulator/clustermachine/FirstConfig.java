package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.simulator.machine.ApplyResult;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import java.util.Optional;

/**
 * Brings the first config to a machine: given in maintenance, it makes the machine install and reboot; given once more to the running
 * machine, it is in force.
 */
final class FirstConfig {

    private final ConfigStatusWriter statuses;

    FirstConfig(ConfigStatusWriter statuses) {
        this.statuses = statuses;
    }

    /** Does the next step. */
    void proceed(RolloutSubject subject, VirtualMachine machine, MachineConfig wanted) {
        boolean belongsElsewhere = machine.config()
                .filter(config -> !config.clusterId().equals(wanted.clusterId()))
                .isPresent();
        // with the certificates of another cluster on it, the machine doesn't listen to Omni
        if (subject.clusterLocked() || belongsElsewhere) {
            return;
        }
        boolean isKnownAsRunning =
                !subject.status().getRedactedCurrentMachineConfig().isEmpty();
        switch (machine.stage()) {
            case MAINTENANCE -> {
                if (machine.config().isEmpty()) {
                    give(subject, machine, wanted);
                }
            }
            case RUNNING -> {
                if (machine.isApplying()) {
                    return;
                }
                if (!isKnownAsRunning) {
                    statuses.running(subject, machine);
                } else if (machine.config().equals(Optional.of(wanted))) {
                    statuses.inForce(subject, machine);
                } else {
                    give(subject, machine, wanted);
                }
            }
            default -> {}
        }
    }

    private void give(RolloutSubject subject, VirtualMachine machine, MachineConfig wanted) {
        String bootId = machine.bootId();
        boolean isFirst = machine.stage() == MachineStage.MAINTENANCE;
        boolean hasImage = machine.isInstalled()
                && machine.talosVersion().equals(wanted.talosVersion())
                && machine.schematic().equals(wanted.schematic());
        switch (machine.apply(wanted)) {
            case ApplyResult.Accepted() -> {
                // what is on the disk already is not installed again, and the machine doesn't reboot
                if (isFirst && !hasImage) {
                    statuses.accepted(subject, bootId);
                }
            }
            case ApplyResult.Rejected(String message) -> statuses.failed(subject, message);
        }
    }
}

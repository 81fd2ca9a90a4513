package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.MachineSetConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.machine.ApplyResult;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/**
 * Brings a changed config to a machine: takes a turn (the lock, at most as many per set as the update strategy allows), gives the config,
 * records it. Each step is a pass of its own, so that a user's lock can come between.
 */
final class ConfigUpdate {

    private final Store store;
    private final ConfigStatusWriter statuses;
    private final PendingUpdates pendingUpdates;

    ConfigUpdate(Store store, ConfigStatusWriter statuses, PendingUpdates pendingUpdates) {
        this.store = store;
        this.statuses = statuses;
        this.pendingUpdates = pendingUpdates;
    }

    /**
     * Does the next step.
     *
     * @return whether the machine's turn is over without success
     */
    boolean proceed(RolloutSubject subject, VirtualMachine machine, MachineConfig wanted) {
        if (subject.isLocked() || hasFailedBefore(subject, machine)) {
            return false;
        }
        if (!RolloutLock.CONFIG_UPDATE.isHeldBy(subject.clusterMachine())) {
            if (hasTurn(subject)) {
                RolloutLock.CONFIG_UPDATE.acquire(store, subject.id());
            }
            return false;
        }
        if (machine.stage() != MachineStage.RUNNING || machine.isApplying()) {
            return false;
        }
        if (machine.config().equals(Optional.of(wanted))) {
            pendingUpdates.remove(subject.id());
            statuses.inForce(subject, machine);
            return false;
        }
        if (machine.apply(wanted) instanceof ApplyResult.Rejected(String message)) {
            statuses.failed(subject, message);
            return true;
        }
        return false;
    }

    /** A refused config is not tried again before it, or the machine's opinion, has changed. */
    private static boolean hasFailedBefore(RolloutSubject subject, VirtualMachine machine) {
        return !subject.status().getLastConfigError().isEmpty()
                && machine.configFailure().isPresent()
                && subject.status()
                        .getClusterMachineConfigVersion()
                        .equals(Long.toString(subject.config().version()));
    }

    private boolean hasTurn(RolloutSubject subject) {
        MachineSetConfigStatusSpec set = store.get(InternalTypes.MACHINE_SET_CONFIG_STATUSES, subject.machineSet())
                .map(Resource::spec)
                .orElse(MachineSetConfigStatusSpec.getDefaultInstance());
        return set.getConfigUpdatesAllowed()
                && RolloutLock.CONFIG_UPDATE.holders(store, subject.machineSet()) < parallelism(set);
    }

    /** One at a time unless a rolling strategy says otherwise; and it may say zero, then nothing ever proceeds (resources.md 7). */
    private static int parallelism(MachineSetConfigStatusSpec set) {
        return set.getUpdateStrategy() == UpdateStrategy.Rolling && set.hasUpdateStrategyConfig()
                ? set.getUpdateStrategyConfig().getRolling().getMaxParallelism()
                : 1;
    }
}

package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;

/** Brings another Talos version or schematic to a machine, when the rollout of its cluster gives its set a turn. */
final class TalosUpgrade {

    private final Store store;
    private final ConfigStatusWriter statuses;

    TalosUpgrade(Store store, ConfigStatusWriter statuses) {
        this.store = store;
        this.statuses = statuses;
    }

    /** Does the next step. */
    void proceed(RolloutSubject subject, VirtualMachine machine) {
        boolean isUnderWay = RolloutLock.UPGRADE.isHeldBy(subject.clusterMachine());
        if (subject.isLocked() && !isUnderWay) {
            return;
        }
        if (runsTarget(subject, machine)) {
            String bootIdBefore = machine.identity().bootId(machine.boots() - 1);
            statuses.rebooting(subject, bootIdBefore);
        } else if (machine.stage() == MachineStage.RUNNING && machine.isReady() && (isUnderWay || hasTurn(subject))) {
            RolloutLock.UPGRADE.acquire(store, subject.id());
            machine.upgrade(subject.target().getTalosVersion(), subject.target().getSchematicId());
        }
    }

    private static boolean runsTarget(RolloutSubject subject, VirtualMachine machine) {
        return machine.talosVersion().equals(subject.target().getTalosVersion())
                && machine.schematic().equals(subject.target().getSchematicId());
    }

    private boolean hasTurn(RolloutSubject subject) {
        int quota = store.get(ResourceTypes.UPGRADE_ROLLOUTS, subject.cluster())
                .map(rollout -> rollout.spec().getMachineSetsUpgradeQuotaOrDefault(subject.machineSet(), 0))
                .orElse(0);
        return RolloutLock.UPGRADE.holders(store, subject.machineSet()) < quota;
    }
}

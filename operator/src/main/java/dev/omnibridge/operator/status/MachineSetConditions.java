package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.WaitReason;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.util.List;

/** The conditions that describe a machine set in Omni. */
final class MachineSetConditions {

    static final List<ConditionType> TYPES = List.of(
            ConditionType.MACHINES_READY,
            ConditionType.MACHINES_UP_TO_DATE,
            ConditionType.SCALING_UP,
            ConditionType.SCALING_DOWN,
            ConditionType.ROLLING_OUT);

    private final SetInOmni set;
    private final boolean isShort;

    /** @param isShort whether it has lacked machines for long enough to say so */
    MachineSetConditions(SetInOmni set, boolean isShort) {
        this.set = set;
        this.isShort = isShort;
    }

    /** All of them, if they can't be told. */
    static List<ConditionState> unknown(Finding why) {
        return TYPES.stream().map(type -> ConditionState.unknown(type, why)).toList();
    }

    List<ConditionState> states() {
        return List.of(machinesReady(), machinesUpToDate(), scalingUp(), scalingDown(), rollingOut());
    }

    private ConditionState machinesReady() {
        if (set.allocated() == 0 && set.missing() == 0) {
            return ConditionState.holds(ConditionType.MACHINES_READY, StateReason.NO_REPLICAS, "");
        }
        List<Machine> notReady = set.machines().which(m -> m.isAllocated() && !m.isReady());
        if (notReady.isEmpty() && set.missing() == 0) {
            return ConditionState.holds(ConditionType.MACHINES_READY, StateReason.READY, "");
        }
        String counts = "%d of %d ready".formatted(set.ready(), set.allocated());
        String message = notReady.isEmpty()
                ? counts + ", " + set.missing() + " missing"
                : counts + "; " + Machines.named(notReady, MachineMessage::of);
        return ConditionState.fails(ConditionType.MACHINES_READY, StateReason.NOT_READY, message);
    }

    private ConditionState machinesUpToDate() {
        if (set.allocated() == 0) {
            return ConditionState.holds(ConditionType.MACHINES_UP_TO_DATE, StateReason.NO_REPLICAS, "");
        }
        List<Machine> pending = set.machines().which(Machine::hasPendingUpdate);
        if (pending.isEmpty()) {
            return ConditionState.holds(ConditionType.MACHINES_UP_TO_DATE, StateReason.UP_TO_DATE, "");
        }
        boolean locked = pending.stream().allMatch(Machine::awaitsUnlock);
        return ConditionState.fails(
                ConditionType.MACHINES_UP_TO_DATE,
                locked ? StateReason.UPDATES_LOCKED : StateReason.NOT_UP_TO_DATE,
                "%d of %d up to date; %s"
                        .formatted(
                                set.allocated() - pending.size(),
                                set.allocated(),
                                Machines.named(pending, MachineMessage::of)));
    }

    private ConditionState scalingUp() {
        if (!isShort && !set.isScalingUp()) {
            return ConditionState.fails(ConditionType.SCALING_UP, StateReason.NOT_SCALING_UP, "");
        }
        String message = "requested %s, allocated %d, missing %d"
                .formatted(
                        set.requested().isPresent() ? set.requested().getAsInt() : "all",
                        set.allocated(),
                        set.missing());
        Reason reason = isShort ? Reason.INSUFFICIENT_MACHINES : Reason.SCALING_UP;
        return ConditionState.holds(ConditionType.SCALING_UP, reason, message);
    }

    private ConditionState scalingDown() {
        List<Machine> leaving = set.machines().which(Machine::isLeaving);
        boolean scalingDown = set.phase() == MachineSetPhase.ScalingDown || set.phase() == MachineSetPhase.Destroying;
        if (!scalingDown && leaving.isEmpty()) {
            return ConditionState.fails(ConditionType.SCALING_DOWN, StateReason.NOT_SCALING_DOWN, "");
        }
        String message = leaving.isEmpty()
                ? "requested %d, allocated %d".formatted(set.requested().orElse(0), set.allocated())
                : Machines.named(leaving, this::leaving);
        return ConditionState.holds(ConditionType.SCALING_DOWN, Reason.SCALING_DOWN, message);
    }

    /** Why a machine has not left; Omni does not say that a control plane waits for etcd, so it is concluded. */
    private String leaving(Machine machine) {
        WaitReason reason = WaitingMachines.reason(machine);
        if (reason == WaitReason.UNREACHABLE) {
            return "unreachable: switch it on, or remove it from Omni without wiping it: omnictl delete link "
                    + machine.id();
        }
        boolean waitsForEtcd = set.isControlPlane() && reason == WaitReason.RESETTING && !isBeingReset(machine);
        return waitsForEtcd
                ? "waits until etcd can spare it: one control plane leaves at a time, while the others are healthy"
                : MachineMessage.of(machine);
    }

    private static boolean isBeingReset(Machine machine) {
        return machine.stage() == Stage.DESTROYING;
    }

    private ConditionState rollingOut() {
        if (!set.isRollingOut()) {
            return ConditionState.fails(ConditionType.ROLLING_OUT, StateReason.NOT_ROLLING_OUT, "");
        }
        int pending = set.machines().count(Machine::hasPendingUpdate);
        return ConditionState.holds(
                ConditionType.ROLLING_OUT,
                StateReason.ROLLING_OUT,
                "%s: %d of %d up to date".formatted(set.phase().name(), set.allocated() - pending, set.allocated()));
    }
}

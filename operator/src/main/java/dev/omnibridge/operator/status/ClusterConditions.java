package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec.Phase;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions that tell of size and configuration of a cluster in Omni. */
final class ClusterConditions {

    /** All that describe a cluster in Omni, those of {@link Availability} and {@link UpgradeConditions} included. */
    static final List<ConditionType> TYPES = List.of(
            ConditionType.AVAILABLE,
            ConditionType.CONTROL_PLANE_INITIALIZED,
            ConditionType.CONTROL_PLANE_AVAILABLE,
            ConditionType.WORKERS_AVAILABLE,
            ConditionType.SCALING_UP,
            ConditionType.SCALING_DOWN,
            ConditionType.ROLLING_OUT,
            ConditionType.TALOS_UPGRADED,
            ConditionType.KUBERNETES_UPGRADED,
            ConditionType.CONFIG_APPLIED);

    private final ClusterInOmni cluster;
    private final Phase phase;

    ClusterConditions(ClusterInOmni cluster) {
        this.cluster = cluster;
        this.phase = cluster.status().map(ClusterStatusSpec::getPhase).orElse(Phase.UNKNOWN);
    }

    /** All of them, if they can't be told. */
    static List<ConditionState> unknown(Finding why) {
        return TYPES.stream().map(type -> ConditionState.unknown(type, why)).toList();
    }

    ConditionState scalingUp(ClusterShortage shortage) {
        boolean isShort = !shortage.sets().isEmpty();
        if (phase != Phase.SCALING_UP && !isShort) {
            return ConditionState.fails(ConditionType.SCALING_UP, StateReason.NOT_SCALING_UP, "");
        }
        String message = "requested %s, allocated %d, missing %d"
                .formatted(
                        cluster.requested().isPresent() ? cluster.requested().getAsInt() : "all",
                        cluster.sum(SetInOmni::allocated),
                        cluster.sum(SetInOmni::missing));
        Reason reason = isShort ? Reason.INSUFFICIENT_MACHINES : Reason.SCALING_UP;
        return ConditionState.holds(ConditionType.SCALING_UP, reason, message);
    }

    ConditionState scalingDown() {
        List<Machine> leaving = cluster.machines().which(Machine::isLeaving);
        if (phase != Phase.SCALING_DOWN && phase != Phase.DESTROYING && leaving.isEmpty()) {
            return ConditionState.fails(ConditionType.SCALING_DOWN, StateReason.NOT_SCALING_DOWN, "");
        }
        return ConditionState.holds(
                ConditionType.SCALING_DOWN, Reason.SCALING_DOWN, Machines.named(leaving, MachineMessage::of));
    }

    ConditionState rollingOut(List<Upgrade> underWay) {
        Stream<String> upgrades = underWay.stream().map(upgrade -> upgrade.product() + ": " + upgrade.words());
        Stream<String> sets = cluster.sets().stream()
                .filter(SetInOmni::isRollingOut)
                .map(set -> set.id() + ": " + set.phase().name());
        String message = Stream.concat(upgrades, sets).collect(Collectors.joining("; "));
        return message.isEmpty()
                ? ConditionState.fails(ConditionType.ROLLING_OUT, StateReason.NOT_ROLLING_OUT, "")
                : ConditionState.holds(ConditionType.ROLLING_OUT, StateReason.ROLLING_OUT, message);
    }

    ConditionState configApplied(ConfigFailures failures) {
        if (!failures.machines().isEmpty()) {
            return ConditionState.fails(ConditionType.CONFIG_APPLIED, Reason.CONFIG_APPLY_FAILED, failures.words());
        }
        List<Machine> pending = cluster.machines().which(Machine::hasPendingUpdate);
        if (pending.isEmpty()) {
            return ConditionState.holds(ConditionType.CONFIG_APPLIED, StateReason.UP_TO_DATE, "");
        }
        String message = Words.count(pending.size(), "machine") + " to be updated: "
                + Machines.named(pending, MachineMessage::of);
        return pending.stream().allMatch(Machine::awaitsUnlock)
                ? ConditionState.fails(ConditionType.CONFIG_APPLIED, Reason.MACHINES_LOCKED, message)
                : ConditionState.fails(ConditionType.CONFIG_APPLIED, StateReason.NOT_UP_TO_DATE, message);
    }
}

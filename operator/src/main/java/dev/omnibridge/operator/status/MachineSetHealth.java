package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.operator.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a machine set in Omni works, and if not, who has to move. Omni calls a set running long before its machines are, and again
 * while the last machine of an update still reboots; what the last status said tells these from a machine that died.
 */
final class MachineSetHealth {

    /** Reasons that go on until all machines are ready, although Omni calls the set running. */
    private static final Map<String, Reason> SETTLING = Map.of(
            Reason.INSUFFICIENT_MACHINES.text(), Reason.SCALING_UP,
            Reason.NOT_YET_REPORTED.text(), Reason.SCALING_UP,
            Reason.SCALING_UP.text(), Reason.SCALING_UP,
            Reason.SCALING_DOWN.text(), Reason.SCALING_DOWN,
            Reason.RECONFIGURING.text(), Reason.RECONFIGURING,
            Reason.UPGRADING.text(), Reason.UPGRADING);

    private final SetInOmni set;
    private final Conditions before;
    private final Optional<Concern> shortage;
    private final ConfigFailures failures;

    MachineSetHealth(SetInOmni set, Conditions before, Optional<Concern> shortage, ConfigFailures failures) {
        this.set = set;
        this.before = before;
        this.shortage = shortage;
        this.failures = failures;
    }

    private String scale() {
        return scale(set);
    }

    /** What stands in the way of Ready; nothing if the set works. */
    List<Concern> concerns() {
        List<Concern> concerns = new ArrayList<>();
        failures.concern().ifPresent(concerns::add);
        shortage.ifPresent(concerns::add);
        if (set.isScalingUp()) {
            concerns.add(Concern.of(Reason.SCALING_UP, scale(), withMachines(scale())));
        }
        if (set.phase() == MachineSetPhase.ScalingDown || set.phase() == MachineSetPhase.Destroying) {
            concerns.add(Concern.of(Reason.SCALING_DOWN, scale(), withMachines(scale())));
        }
        rollout().ifPresent(concerns::add);
        if (concerns.isEmpty() && !isComplete()) {
            concerns.add(notReady());
        }
        return concerns;
    }

    /** How many machines are there and ready, of how many. */
    static String scale(SetInOmni set) {
        return "%s of %s ready"
                .formatted(set.ready(), Words.count(set.requested().orElse(set.allocated()), "machine"));
    }

    private boolean isComplete() {
        return set.isRunningAndReady()
                && set.missing() == 0
                && set.machines().which(Machine::hasPendingUpdate).isEmpty();
    }

    private Optional<Concern> rollout() {
        List<Machine> pending = set.machines().which(Machine::hasPendingUpdate);
        if (pending.isEmpty() && !set.isRollingOut()) {
            return Optional.empty();
        }
        int all = set.allocated();
        String headline = "%d of %s up to date".formatted(all - pending.size(), Words.count(all, "machine"));
        if (!pending.isEmpty() && pending.stream().allMatch(Machine::awaitsUnlock)) {
            return Optional.of(Concern.of(
                    Reason.MACHINES_LOCKED,
                    headline,
                    headline + "; "
                            + Words.first(pending.stream().map(Machine::id).toList(), 3)
                            + " locked in Omni. Unlock there: omnictl cluster machine unlock"));
        }
        Reason reason = set.phase() == MachineSetPhase.Upgrading ? Reason.UPGRADING : Reason.RECONFIGURING;
        return Optional.of(Concern.of(reason, headline, withMachines(headline)));
    }

    /** Either it still gets there, or it worked once and broke. */
    private Concern notReady() {
        List<Machine> notReady = set.machines().which(machine -> !machine.isReady());
        boolean allGone = !notReady.isEmpty() && notReady.stream().noneMatch(MachineSetHealth::canGetReady);
        Optional<Reason> settling = Optional.ofNullable(SETTLING.get(before.reason(ConditionType.READY)))
                .filter(reason -> !allGone);
        boolean coming = notReady.isEmpty() || notReady.stream().anyMatch(Machine::isComing);
        Reason reason = settling.orElse(
                coming && !before.isTrue(ConditionType.READY) && !allGone
                        ? Reason.SCALING_UP
                        : Reason.MACHINES_NOT_READY);
        return Concern.of(reason, scale(), withMachines(scale()));
    }

    private static boolean canGetReady(Machine machine) {
        return machine.isConnected() || machine.status().isEmpty();
    }

    private String withMachines(String headline) {
        List<Machine> notReady = set.machines().which(machine -> !machine.isReady());
        return notReady.isEmpty() ? headline : headline + "; " + Machines.named(notReady, MachineMessage::of);
    }
}

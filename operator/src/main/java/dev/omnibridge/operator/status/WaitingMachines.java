package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.WaitReason;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The machines that a teardown waits for: why, since when, and what a person can do. Those that need somebody come first. */
final class WaitingMachines {

    private static final int SHOWN = 10;
    private static final int IN_WORDS = 3;

    private WaitingMachines() {}

    /** @param before the list of the last status, which remembers since when */
    static List<WaitingMachine> of(List<Machine> machines, @Nullable DeletionProgress before, Patience patience) {
        return machines.stream()
                .map(machine -> waiting(machine, before, patience))
                .sorted(Comparator.comparing(WaitingMachine::reason).thenComparing(WaitingMachine::machine))
                .limit(SHOWN)
                .toList();
    }

    /** What holds the machines up, each with the next step; empty where there are none. */
    static String words(List<WaitingMachine> waiting, String cluster) {
        return waiting.stream()
                .limit(IN_WORDS)
                .map(machine -> machine.machine() + words(machine, cluster))
                .collect(Collectors.joining("; "));
    }

    static WaitReason reason(Machine machine) {
        if (!machine.isConnected() && machine.status().isPresent()) {
            return WaitReason.UNREACHABLE;
        }
        return machine.isLocked() && machine.isBound() ? WaitReason.LOCKED : WaitReason.RESETTING;
    }

    private static WaitingMachine waiting(Machine machine, @Nullable DeletionProgress before, Patience patience) {
        WaitReason reason = reason(machine);
        String since = remembered(machine.id(), reason, before)
                .orElseGet(() -> patience.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new WaitingMachine(machine.id(), reason, since);
    }

    private static Optional<String> remembered(String id, WaitReason reason, @Nullable DeletionProgress before) {
        if (before == null || before.waitingFor() == null) {
            return Optional.empty();
        }
        return before.waitingFor().stream()
                .filter(machine -> machine.machine().equals(id) && machine.reason() == reason)
                .findFirst()
                .map(WaitingMachine::since);
    }

    private static String words(WaitingMachine machine, String cluster) {
        return switch (machine.reason()) {
            case UNREACHABLE ->
                " is unreachable since %s: switch it on, or remove it from Omni without wiping it: omnictl delete link %s"
                        .formatted(machine.since(), machine.machine());
            case LOCKED ->
                " is locked in Omni: omnictl cluster machine unlock %s --cluster %s"
                        .formatted(machine.machine(), cluster);
            case QUORUM -> " stays until etcd can spare it: bring the other control planes up";
            case RESETTING -> " is resetting";
        };
    }
}

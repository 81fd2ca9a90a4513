package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/** Machines that refuse their configuration, and have done so for longer than the moments in which that passes by itself. */
record ConfigFailures(List<Machine> machines) {

    ConfigFailures {
        machines = List.copyOf(machines);
    }

    /** @param concluded whether the last status told of failures already */
    static ConfigFailures of(Machines machines, boolean concluded, Patience patience) {
        List<Machine> failing = machines.which(machine -> machine.configError().isPresent());
        // every one is asked, so that each has its own time
        List<Machine> lasting = failing.stream()
                .filter(machine -> patience.lasted("refused " + machine.id(), Thresholds.CONFIG_FAILURE, concluded))
                .toList();
        return new ConfigFailures(lasting);
    }

    /** The first three, with what Talos says. */
    String words() {
        return Machines.named(machines, machine -> machine.configError().orElse(""));
    }

    Optional<Concern> concern() {
        return machines.isEmpty()
                ? Optional.empty()
                : Optional.of(Concern.of(
                        Reason.CONFIG_APPLY_FAILED,
                        Words.count(machines.size(), "machine") + " refused the configuration",
                        "configuration refused by " + words() + ". Mend the patch that Talos names"));
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.MachineSummaryBuilder;
import java.util.Comparator;
import java.util.List;

/** The machines of a set as its status lists them: those not ready first, then by id, so that the list stays useful when it is cut. */
final class MachineList {

    static final int LIMIT = 50;

    private MachineList() {}

    static List<MachineSummary> of(Machines machines) {
        return machines.list().stream()
                .sorted(Comparator.comparing(Machine::isReady).thenComparing(Machine::id))
                .limit(LIMIT)
                .map(MachineList::summary)
                .toList();
    }

    static int omitted(Machines machines) {
        return Math.max(0, machines.list().size() - LIMIT);
    }

    private static MachineSummary summary(Machine machine) {
        String message = MachineMessage.of(machine);
        return MachineSummaryBuilder.builder()
                .id(machine.id())
                .node(machine.node().orElse(null))
                .stage(machine.status().isEmpty() ? null : Words.camelCase(machine.stage()))
                .ready(machine.isReady())
                .connected(machine.isConnected())
                .locked(machine.isLocked())
                .talos(machine.talos().orElse(null))
                .message(message.isEmpty() ? null : message)
                .build();
    }
}

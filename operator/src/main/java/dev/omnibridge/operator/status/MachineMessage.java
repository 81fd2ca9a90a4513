package dev.omnibridge.operator.status;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStatus.UnmetCondition;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one machine waits for or fails at: the first that applies, empty for a machine that is fine. */
final class MachineMessage {

    /** What the API allows in the message of a machine. */
    private static final int LIMIT = 512;

    private MachineMessage() {}

    static String of(Machine machine) {
        return Message.limited(text(machine), LIMIT);
    }

    private static String text(Machine machine) {
        if (machine.status().isEmpty()) {
            return machine.isBound() ? bound(machine) : "leaving";
        }
        if (machine.isRemoved()) {
            return "removed from Omni";
        }
        if (!machine.isConnected()) {
            return "unreachable, last stage " + Words.camelCase(machine.stage());
        }
        Optional<String> error = machine.configError();
        if (error.isPresent()) {
            return "configuration refused: " + error.get();
        }
        return switch (machine.stage()) {
            case POWERED_OFF -> "powered off";
            case POWERING_ON -> "powering on";
            case CONFIGURING -> maintenance(machine);
            case BOOTING, RUNNING -> machine.isReady() ? update(machine) : notReady(machine);
            case INSTALLING -> "installing";
            case UPGRADING -> "upgrading";
            case REBOOTING -> "rebooting";
            case SHUTTING_DOWN -> "shutting down";
            case BEFORE_DESTROY -> "about to leave";
            case DESTROYING -> "being reset";
            case UNKNOWN, UNRECOGNIZED -> "not reporting yet";
        };
    }

    /** Omni binds an id that no machine has, so that nodes may be declared before their machines join. */
    private static String bound(Machine machine) {
        return machine.inventory().isEmpty()
                ? "Omni knows no machine of this id: correct it, or let the machine join"
                : "bound to the set, not in the cluster yet";
    }

    private static String maintenance(Machine machine) {
        if (machine.inventory()
                .filter(inventory -> inventory.hasLabel(OmniKeys.INVALID_STATE))
                .isPresent()) {
            return "waiting for its configuration; Omni can't talk to its Talos: it was configured by somebody else or not wiped";
        }
        return machine.inventory()
                .map(Resource::spec)
                .map(MachineStatusSpec::getLastError)
                .filter(error -> !error.isEmpty())
                .map(error -> "waiting for its configuration: " + error)
                .orElse("waiting for its configuration");
    }

    /** What Talos itself says it waits for explains a machine that is up and not ready best. */
    private static String notReady(Machine machine) {
        String unmet = machine.snapshot()
                .map(snapshot -> snapshot.getMachineStatus().getStatus().getUnmetConditionsList().stream()
                        .map(MachineMessage::unmet)
                        .collect(Collectors.joining(", ")))
                .orElse("");
        String state = machine.stage() == Stage.BOOTING ? "booting" : "running, not ready";
        return unmet.isEmpty() ? state : state + ": " + unmet;
    }

    private static String unmet(UnmetCondition condition) {
        return condition.getReason().isEmpty()
                ? condition.getName()
                : condition.getName() + " (" + condition.getReason() + ")";
    }

    private static String update(Machine machine) {
        if (machine.awaitsUnlock()) {
            return "an update waits for the machine to be unlocked";
        }
        if (machine.isLeaving()) {
            return "about to leave";
        }
        return machine.hasPendingUpdate() ? "waiting for its turn to be updated" : "";
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Unlocking;
import java.util.List;
import java.util.Optional;

/** The events that tell of writes to Omni: what was created, changed or given up. What is torn down shows in the status. */
public final class WriteEvents {

    private WriteEvents() {}

    /** One event per write that people want to hear of. */
    public static List<StatusEvent> of(Outcome outcome) {
        return outcome.applied().stream().flatMap(o -> event(o).stream()).toList();
    }

    private static Optional<StatusEvent> event(Operation operation) {
        return switch (operation) {
            case Operation.Create create ->
                Optional.of(StatusEvent.normal("Created", create.resource().reference()));
            case Operation.Update update ->
                Unlocking.isOne(update)
                        ? Optional.of(unlocked(update))
                        : switch (update.claim()) {
                            case RELEASED ->
                                Optional.of(StatusEvent.normal(
                                        "Released", update.resource().reference()));
                            case TAKEN_OVER -> takenOver(update);
                            case KEPT, TAKEN -> updated(update);
                        };
            case Operation.Teardown _ -> Optional.empty();
        };
    }

    /** Of a node nobody wants to hear beside its set. */
    private static Optional<StatusEvent> takenOver(Operation.Update update) {
        return update.resource().type().equals(ResourceTypes.MACHINE_SET_NODES)
                ? Optional.empty()
                : Optional.of(StatusEvent.warning(
                        "TakenOver",
                        update.resource().reference() + ": the claim of another object, operator or tool was replaced, "
                                + Words.count(update.changes().size(), "field")
                                + " changed"));
    }

    private static StatusEvent unlocked(Operation.Update update) {
        return StatusEvent.warning(
                "Unlocked", update.resource().reference() + ": the lock that was set in Omni is lifted, as approved");
    }

    private static Optional<StatusEvent> updated(Operation.Update update) {
        int fields = update.changes().size();
        return fields == 0
                ? Optional.empty()
                : Optional.of(StatusEvent.normal(
                        "Updated", update.resource().reference() + ": " + Words.count(fields, "field")));
    }
}

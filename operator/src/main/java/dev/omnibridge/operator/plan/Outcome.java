package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.operator.reason.Finding;
import java.util.List;

/**
 * What became of the operations that were let through.
 *
 * @param applied those that Omni took, in order
 * @param failures why others did not go through, one per operation; the rest was tried all the same
 */
public record Outcome(List<Operation> applied, List<Finding> failures) {

    /** Nothing was to be written. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of());

    public Outcome {
        applied = List.copyOf(applied);
        failures = List.copyOf(failures);
    }

    /** Whether Omni has just taken our claim on this object. */
    public boolean claims(ResourceType<?> type, String id) {
        return applied.stream()
                .filter(operation -> switch (operation) {
                    case Operation.Create _ -> true;
                    case Operation.Update update ->
                        switch (update.claim()) {
                            case TAKEN, TAKEN_OVER -> true;
                            case KEPT, RELEASED -> false;
                        };
                    case Operation.Teardown _ -> false;
                })
                .map(Operation::resource)
                .anyMatch(resource ->
                        resource.type().equals(type) && resource.id().equals(id));
    }
}

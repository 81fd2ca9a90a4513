package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.HeldUpgrade;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operations told as the changes that they would make. */
final class Changes {

    private Changes() {}

    /** Everything in the operations, held by one gate. */
    static List<Held> held(List<? extends Operation> operations, Gate gate, Optional<Instant> until) {
        return operations.stream()
                .flatMap(operation ->
                        of(operation).stream().map(change -> held(operation.resource(), change, gate, until)))
                .toList();
    }

    /** What is in some operations and not in others, held by one gate. */
    static List<Held> heldBetween(List<Operation> all, List<Operation> letThrough, Gate gate, Optional<Instant> until) {
        List<Held> through = held(letThrough, gate, until);
        return held(all, gate, until).stream()
                .filter(change -> !through.contains(change))
                .toList();
    }

    /** A Kubernetes version that Omni did not agree to; what opens that gate is not known. */
    static Held held(HeldUpgrade upgrade) {
        return held(upgrade.resource(), upgrade.change(), Gate.PRE_CHECK, Optional.empty());
    }

    /** One change that waits for an unlimited time. */
    static Held held(Resource<?> resource, FieldChange change, Gate gate) {
        return held(resource, change, gate, Optional.empty());
    }

    private static List<FieldChange> of(Operation operation) {
        return switch (operation) {
            case Operation.Create create -> create.changes();
            case Operation.Update update ->
                update.changes().isEmpty() ? List.of(ofClaim(update.claim())) : update.changes();
            case Operation.Teardown teardown ->
                List.of(
                        teardown.resource().type().equals(ResourceTypes.MACHINE_SET_NODES)
                                ? change(
                                        "spec.machines",
                                        Optional.of(teardown.resource().id()),
                                        Optional.empty())
                                : change("metadata.deletionTimestamp", Optional.empty(), Optional.of("torn down")));
        };
    }

    private static FieldChange ofClaim(ClaimChange claim) {
        if (claim == ClaimChange.KEPT) {
            return change(
                    "metadata.annotations[" + ClaimKeys.APPLIED + "]", Optional.empty(), Optional.of("remembered"));
        }
        String word = claim.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return change("metadata.annotations[" + ClaimKeys.OWNER + "]", Optional.empty(), Optional.of(word));
    }

    private static FieldChange change(String path, Optional<String> from, Optional<String> to) {
        return new FieldChange(path, from, to, FieldChange.Cause.SPEC_CHANGED);
    }

    private static Held held(Resource<?> resource, FieldChange change, Gate gate, Optional<Instant> until) {
        return new Held(resource.reference(), change.path(), change.from(), change.to(), gate, until);
    }
}

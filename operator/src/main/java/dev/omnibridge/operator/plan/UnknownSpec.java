package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.UnknownValue;
import dev.omnibridge.api.v1alpha1.UnknownValues;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.Set;

/**
 * Specs with values that this version of the operator does not know, because the definitions in the cluster are newer. What such a spec asks for is not
 * guessed: nothing is written for it.
 */
public final class UnknownSpec {

    /** Values that decide whether a deletion goes on in Omni. */
    private static final Set<String> POLICIES = Set.of(
            "spec.managementPolicy", "spec.deletionPolicy", "status.policy.management", "status.policy.deletion");

    private UnknownSpec() {}

    /** What of the object's spec is not known. */
    public static Optional<Finding> of(HasMetadata object) {
        return UnknownValues.of(object).stream()
                .filter(value -> value.path().startsWith("spec."))
                .findFirst()
                .map(value -> finding(object, value));
    }

    /** Whether the policy that a deletion follows is among what is not known; then it is Retain. */
    static boolean hidesPolicy(HasMetadata object) {
        return UnknownValues.of(object).stream().anyMatch(value -> POLICIES.contains(value.path()));
    }

    private static Finding finding(HasMetadata object, UnknownValue value) {
        return new Finding(
                Reason.INVALID_CONTENT,
                value.path() + " of " + object.getKind() + " "
                        + object.getMetadata().getName() + " is "
                        + value.found() + ", which this version of the operator does not know; it knows "
                        + String.join(", ", value.known()) + ". Nothing is written for it",
                "upgrade the operator, which is older than the definitions in this cluster, or use one of these values");
    }
}

package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** The deletion of an object while Omni can't be reached or its connection is gone. */
public final class Departure {

    private Departure() {}

    /**
     * Decides without Omni: what never wrote there leaves, and so does Retain, whose claims stay behind to be recognised by a returning
     * object. Delete waits, since it can't keep its word.
     *
     * @param obstacle why Omni can't be reached, with the way out in its message
     */
    public static Decision withoutOmni(HasMetadata object, EffectiveDeletion deletion, Finding obstacle) {
        boolean leaves = !Lifecycle.hasFinalizer(object) || deletion.policy() == DeletionPolicy.RETAIN;
        return new Decision(
                false,
                List.of(),
                List.of(),
                List.of(),
                leaves ? List.of() : List.of(obstacle),
                List.of(),
                leaves ? Exit.LEAVES : Exit.STAYS,
                Optional.empty());
    }
}

package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.Resource;

/**
 * The change of a Kubernetes version that is left out of a plan because Omni did not agree to it.
 *
 * @param resource the cluster in Omni
 * @param change the version
 * @param answer why it is left out
 */
public record HeldUpgrade(Resource<?> resource, FieldChange change, UpgradeAnswer.Withheld answer) {

    /** Whether Omni could not be asked, which is tried again with back-off. */
    public boolean isRetried() {
        return answer.askAgainAt().isEmpty();
    }
}

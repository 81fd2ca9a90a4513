package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.PolicySource;

/** The management policy in force, and whose it is. */
public record EffectiveManagement(ManagementPolicy policy, PolicySource from) {

    /** Whether nothing is written, and nothing was ever to be. */
    boolean onlyWatches() {
        return policy == ManagementPolicy.OBSERVE;
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.EffectiveManagement;
import dev.omnibridge.operator.plan.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies in force, as the status keeps them for the day when nothing else is left to ask. */
final class PolicyBlock {

    private PolicyBlock() {}

    /** With a plan what it found; without one what the last status said. */
    static @Nullable EffectivePolicy of(
            Optional<? extends Plan> plan, @Nullable AdoptionPolicy adoption, @Nullable EffectivePolicy before) {
        if (plan.isEmpty()) {
            return before;
        }
        EffectiveManagement management = plan.get().management();
        EffectiveDeletion deletion = plan.get().deletion();
        return new EffectivePolicy(
                management.policy(),
                management.from(),
                deletion.policy(),
                deletion.from(),
                adoption == null ? AdoptionPolicy.NEVER : adoption);
    }

    /** What happens in Omni on deletion, as far as that is known without a plan. */
    static Optional<DeletionPolicy> deletion(@Nullable DeletionPolicy spec, @Nullable EffectivePolicy before) {
        return spec != null ? Optional.of(spec) : Optional.ofNullable(before).map(EffectivePolicy::deletion);
    }
}

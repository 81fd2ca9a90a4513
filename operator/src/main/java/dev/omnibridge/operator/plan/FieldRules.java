package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import java.util.Set;

/**
 * What beside spec, memory and Omni decides over a field.
 *
 * @param policy what of it may be written at all
 * @param refused paths that must not be written now
 * @param contests fields that are not put right any more
 * @param reached what of this generation of the spec was in Omni already, whatever the memory on the object says
 */
record FieldRules(
        ManagementPolicy policy, Set<String> refused, IgnoredDifferences ignored, Contests contests, Reached reached) {
    FieldRules {
        refused = Set.copyOf(refused);
    }
}

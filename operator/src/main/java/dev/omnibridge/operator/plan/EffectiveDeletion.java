package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.PolicySource;

/**
 * What happens in Omni when the custom resource is deleted.
 *
 * @param from who says so
 */
public record EffectiveDeletion(DeletionPolicy policy, PolicySource from) {}

package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.ResourceType;

/** An object that the mirror does not show. It counts as absent only once Omni's store has confirmed it. */
public record Absence(ResourceType<?> type, String id) {}

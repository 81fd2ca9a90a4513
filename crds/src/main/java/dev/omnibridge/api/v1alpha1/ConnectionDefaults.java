package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What applies to objects of a connection that do not say it themselves. */
@ApiObject
public record ConnectionDefaults(
        @JsonPropertyDescription("What happens in Omni when an object is deleted. Absent: Retain.") @Nullable DeletionPolicy deletionPolicy) {}

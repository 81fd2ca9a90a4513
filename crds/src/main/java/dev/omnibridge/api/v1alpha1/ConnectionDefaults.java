package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What applies to objects of a connection that do not say it themselves. */
@ApiObject
public record ConnectionDefaults(
        @JsonPropertyDescription(
                "Enforce, ApplyOnly or Observe: what is done about differences. Observe makes an installation read-only,"
                        + " for objects that don't say otherwise. Absent: Enforce.")
        @Nullable ManagementPolicy managementPolicy,

        @JsonPropertyDescription("What happens in Omni when an object is deleted. Absent: Retain.") @Nullable DeletionPolicy deletionPolicy) {}

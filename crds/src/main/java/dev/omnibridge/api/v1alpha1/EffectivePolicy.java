package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The policies in force, whoever set them. Deletion works from here when nothing else is left to ask. */
@ApiObject
public record EffectivePolicy(
        @JsonPropertyDescription("What is done about differences.") @Required
        ManagementPolicy management,

        @JsonPropertyDescription("Where the management policy comes from.") @Nullable PolicySource managementFrom,

        @JsonPropertyDescription("What happens in Omni on deletion.") @Required
        DeletionPolicy deletion,

        @JsonPropertyDescription("Where the deletion policy comes from.") @Nullable PolicySource deletionFrom,

        @JsonPropertyDescription("What happens to something that exists in Omni already.") @Required
        AdoptionPolicy adoption) {}

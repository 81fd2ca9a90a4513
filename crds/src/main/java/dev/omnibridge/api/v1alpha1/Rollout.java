package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A cluster that was changed without anybody asking. It is recorded before the change is sent to Omni. */
@ApiObject
public record Rollout(
        @JsonPropertyDescription("Name of the cluster in Omni.") @Required @Size(min = 1, max = 253) String cluster,

        @JsonPropertyDescription("When it was changed last, by the operator's clock.") @Required
        String at) {}

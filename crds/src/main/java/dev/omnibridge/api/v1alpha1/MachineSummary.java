package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One machine of a set. */
@ApiObject
@Buildable
public record MachineSummary(
        @JsonPropertyDescription("Id of the machine.") @Required @Size(min = 1, max = 64) String id,

        @JsonPropertyDescription("Its node name in Kubernetes.") @Size(max = 253) @Nullable String node,

        @JsonPropertyDescription("Omni's word for its stage.") @Size(max = 64) @Nullable String stage,

        @JsonPropertyDescription("It is running and ready.") @Required
        Boolean ready,

        @JsonPropertyDescription("It is connected to Omni.") @Required
        Boolean connected,

        @JsonPropertyDescription("It is locked in Omni.") @Required
        Boolean locked,

        @JsonPropertyDescription("The Talos it runs.") @Size(max = 64) @Nullable String talos,

        @JsonPropertyDescription("What it waits for or fails at.") @Size(max = 512) @Nullable String message) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A machine set of a cluster, as Omni has it. */
@ApiObject
@Buildable
public record MachineSetSummary(
        @JsonPropertyDescription("Id in Omni.") @Required @Size(min = 1, max = 253) String id,

        @JsonPropertyDescription("What its machines do.") @Nullable MachineSetRole role,

        @JsonPropertyDescription("Omni's word for the phase.") @Size(max = 64) @Nullable String phase,

        @JsonPropertyDescription("ready/requested.") @Size(max = 32) @Nullable String machines,

        @JsonPropertyDescription("The OmniMachineSet that claims it; absent where none does.")
        @Size(max = 253) @Nullable String object) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A change that the spec asks for and that has not been written. */
@ApiObject
@Buildable
public record HeldChange(
        @JsonPropertyDescription("Type and id of the Omni object.") @Required @Size(min = 1, max = 320) String resource,

        @JsonPropertyDescription("The field of it.") @Size(max = 256) @Nullable String path,

        @JsonPropertyDescription("Its value in Omni.") @Size(max = 256) @Nullable String from,

        @JsonPropertyDescription("The value asked for.") @Size(max = 256) @Nullable String to,

        @JsonPropertyDescription("What holds it.") @Required Gate gate,

        @JsonPropertyDescription("When it is released by itself, where that is known.") @Nullable String until) {}

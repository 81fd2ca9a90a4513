package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A field that differs between the spec and Omni. */
@ApiObject
public record Difference(
        @JsonPropertyDescription("Type and id of the Omni object.") @Required @Size(min = 1, max = 320) String resource,

        @JsonPropertyDescription("The field of it; absent where the whole object is missing or too much.")
        @Size(max = 256) @Nullable String path,

        @JsonPropertyDescription("The value in the spec.") @Size(max = 256) @Nullable String wanted,

        @JsonPropertyDescription("The value in Omni.") @Size(max = 256) @Nullable String found) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Machines of a class that Omni does not take, by cause. */
@ApiObject
public record ShortageReason(
        @JsonPropertyDescription("Why they are not taken.")
        @Required
        @Size(min = 1, max = 64) @Pattern("^[A-Z][A-Za-z0-9]*$") String reason,

        @JsonPropertyDescription("How many.") @Required @Min(0) Integer count) {}

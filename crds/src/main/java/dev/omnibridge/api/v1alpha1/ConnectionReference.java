package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names an OmniConnection. */
@ApiObject
public record ConnectionReference(
        @JsonPropertyDescription("Name of the OmniConnection.")
        @Required
        @Size(min = 1, max = 63) @ValidationRule(value = Cel.OBJECT_NAME, message = "connectionRef.name" + Cel.OBJECT_NAME_MESSAGE)
        String name) {}

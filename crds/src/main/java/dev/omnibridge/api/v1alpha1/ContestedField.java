package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A field that was put right again and again, and is left alone now. */
@ApiObject
public record ContestedField(
        @JsonPropertyDescription("The field of the spec.") @Required @Size(min = 1, max = 256) String path,

        @JsonPropertyDescription("When it was put right for the last time that counts, and given up.") @Required
        String at) {}

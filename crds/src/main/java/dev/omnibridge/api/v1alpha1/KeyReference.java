package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names one key of a ConfigMap or Secret, in the namespace of the operator. */
@ApiObject
public record KeyReference(
        @JsonPropertyDescription("Name of the ConfigMap or Secret, in the operator's own namespace.")
        @Required
        @Size(min = 1, max = 253) @ValidationRule(value = Cel.OBJECT_NAME, message = "name" + Cel.OBJECT_NAME_MESSAGE)
        String name,

        @JsonPropertyDescription("Key in it.")
        @Required
        @Size(min = 1, max = 253) @ValidationRule(value = Cel.DATA_KEY, message = Cel.DATA_KEY_MESSAGE)
        String key) {}

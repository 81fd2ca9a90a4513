package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Names the Secret with a service-account key, in the namespace of the operator. */
@ApiObject
public record SecretReference(
        @JsonPropertyDescription("Name of the Secret. It is always read in the operator's own namespace.")
        @Required
        @Size(min = 1, max = 253) @ValidationRule(value = Cel.OBJECT_NAME, message = "secretRef.name" + Cel.OBJECT_NAME_MESSAGE)
        String name,

        @JsonPropertyDescription("Key in the Secret. Absent: OMNI_SERVICE_ACCOUNT_KEY.")
        @Size(min = 1, max = 253) @ValidationRule(value = Cel.DATA_KEY, message = Cel.DATA_KEY_MESSAGE)
        @Nullable String key) {}

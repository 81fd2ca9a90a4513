package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The Kubernetes of a cluster. */
@ApiObject
public record KubernetesVersion(
        @JsonPropertyDescription("Version, with or without v.")
        @Required
        @Size(min = 1, max = 64) @ValidationRule(value = Cel.VERSION, message = Cel.VERSION_MESSAGE)
        String version) {}

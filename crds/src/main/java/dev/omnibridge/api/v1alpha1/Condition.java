package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One observation about an object, in the form that Kubernetes tools know. */
@ApiObject
@Buildable
public record Condition(
        @JsonPropertyDescription("What is observed, such as Ready or Synced.")
        @Required
        @Size(min = 1, max = 316) @Pattern("^[A-Z][A-Za-z0-9]*$") String type,

        @JsonPropertyDescription("Whether it holds.") @Required
        ConditionStatus status,

        @JsonPropertyDescription("The generation of the spec that this was computed from.") @Min(0) @Nullable Long observedGeneration,

        @JsonPropertyDescription("When the status last changed; a new reason or message alone does not move it.")
        @Required
        String lastTransitionTime,

        @JsonPropertyDescription("One word for the cause, for programs.")
        @Required
        @Size(min = 1, max = 128) @Pattern("^[A-Z][A-Za-z0-9]*$") String reason,

        @JsonPropertyDescription("The fact and the next step, for people. Never a secret.") @Required @Size(max = 1024) String message) {}

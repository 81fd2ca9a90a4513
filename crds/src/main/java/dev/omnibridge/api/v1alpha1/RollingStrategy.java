package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Bounds of a rolling strategy. */
@ApiObject
public record RollingStrategy(
        @JsonPropertyDescription("How many machines at the same time.") @Required @Min(1) @Max(1000) Integer maxParallelism) {}

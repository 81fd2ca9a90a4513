package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * How fast changes that nobody asked for go out: those that only another version of the operator wants. What machines would notice of them
 * waits for an approval whatever stands here.
 */
@ApiObject
public record DisruptionBudget(
        @JsonPropertyDescription(
                "Clusters that may be changed within the window; a cluster with all its sets counts once. Absent: 5.")
        @Min(1) @Max(100) @Nullable Integer clusters,

        @JsonPropertyDescription("Length of the window, as in 1h30m, from 10m to 168h. Absent: 1h.")
        @Size(min = 1, max = 32) @ValidationRule(value = Cel.WINDOW, message = Cel.WINDOW_MESSAGE)
        @Nullable String window) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How much may be removed through one connection within a window before a person has to approve. */
@ApiObject
public record ReleaseBrake(
        @JsonPropertyDescription("Clusters that may be torn down within the window. Absent: 3.") @Min(1) @Nullable Integer clusters,

        @JsonPropertyDescription(
                "Machines that may be released within the window; the larger of machines and machinesPercent"
                        + " counts. Absent: 10.")
        @Min(1) @Nullable Integer machines,

        @JsonPropertyDescription("The same as a share of the allocated machines, in percent. Absent: 10.")
        @Min(1) @Max(100) @Nullable Integer machinesPercent,

        @JsonPropertyDescription("Length of the window, as in 1h30m, from 10m to 168h. Absent: 1h.")
        @Size(min = 1, max = 32) @ValidationRule(value = Cel.WINDOW, message = Cel.WINDOW_MESSAGE)
        @Nullable String window) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a set has fewer machines than it asks for. */
@ApiObject
@Buildable
public record Shortage(
        @JsonPropertyDescription("Machines that are missing.") @Required @Min(0) Integer missing,

        @JsonProperty("class") @JsonPropertyDescription("The machine class asked.") @Size(max = 253) @Nullable String machineClass,

        @JsonPropertyDescription("Machines that match the class.") @Min(0) @Nullable Integer matching,

        @JsonPropertyDescription("Of these, free.") @Min(0) @Nullable Integer free,

        @JsonPropertyDescription("Why the others are not taken.") @Size(max = 10) @Nullable List<ShortageReason> reasons) {
    /** Copies its collections, so that nobody changes them later. */
    public Shortage {
        reasons = Immutable.list(reasons);
    }
}

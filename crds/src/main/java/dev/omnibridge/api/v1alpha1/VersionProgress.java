package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a cluster stands on the way to a version of Talos or Kubernetes. */
@ApiObject
@Buildable
public record VersionProgress(
        @JsonPropertyDescription("The version last reached by all machines.") @Size(max = 64) @Nullable String version,

        @JsonPropertyDescription("The version under way; absent when there is none.") @Size(max = 64) @Nullable String target,

        @JsonPropertyDescription("Omni's word for the phase.") @Size(max = 64) @Nullable String phase,

        @JsonPropertyDescription("Omni's text on what happens at present.") @Size(max = 512) @Nullable String step,

        @JsonPropertyDescription("Versions that Omni offers to upgrade to.") @Size(max = 10) @Nullable List<@Size(max = 64) String> upgrades) {
    /** Copies its collections, so that nobody changes them later. */
    public VersionProgress {
        upgrades = Immutable.list(upgrades);
    }
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Machines of a cluster, over all its sets. */
@ApiObject
@Buildable
public record ClusterMachines(
        @JsonPropertyDescription("Machines asked for; absent while a set takes all there are.") @Min(0) @Nullable Integer requested,

        @JsonPropertyDescription("Machines that Omni has assigned.") @Min(0) @Nullable Integer allocated,

        @JsonPropertyDescription("Of these, connected to Omni.") @Min(0) @Nullable Integer connected,

        @JsonPropertyDescription("Of these, running and ready.") @Min(0) @Nullable Integer ready,

        @JsonPropertyDescription("ready/requested, with * for all there are.") @Size(max = 32) @Nullable String summary) {}

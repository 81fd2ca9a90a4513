package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A removal that the release brake counts. It is recorded before the removal is sent to Omni. */
@ApiObject
public record Release(
        @JsonPropertyDescription("Id of the cluster or machine set in Omni.") @Required @Size(min = 1, max = 253) String id,

        @JsonPropertyDescription("UUID of the cluster in Omni.") @Size(max = 64) @Nullable String uuid,

        @JsonPropertyDescription("Machines that it releases.") @Required @Min(0) Integer machines,

        @JsonPropertyDescription("Clusters that it tears down. Absent: none.") @Min(0) @Nullable Integer clusters,

        @JsonPropertyDescription(
                "Version of the object in Omni that the removal was planned at. The same removal planned again, after a restart for instance, is known by it.")
        @Min(0) @Nullable Long version,

        @JsonPropertyDescription("When: Omni's time once it is known, before that the operator's.") @Required
        String at) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator found at the endpoint, and what it has removed there lately. */
@ApiObject
@Buildable
public record OmniConnectionStatus(
        @JsonPropertyDescription("The generation of the spec that this status was computed from.") @Min(0) @Nullable Long observedGeneration,

        @JsonPropertyDescription("Which Omni answers.") @Nullable OmniServer omni,

        @JsonPropertyDescription("Who the operator is there.") @Nullable ServiceAccountIdentity identity,

        @JsonPropertyDescription("Clusters of the account.") @Nullable ConnectionClusters clusters,

        @JsonPropertyDescription("Machines of the account.") @Nullable ConnectionMachines machines,

        @JsonPropertyDescription("Removals within the window of the release brake.") @Size(max = 100) @Nullable List<Release> releases,

        @JsonPropertyDescription("Clusters changed without anybody asking, within the window of the disruption budget.")
        @Size(max = 100) @Nullable List<Rollout> rollouts,

        @JsonPropertyDescription(
                "Objects in Omni with a claim or release mark of this operator and no object of that uid here.")
        @Nullable ObjectCount orphans,

        @JsonPropertyDescription("Observations about this object; Ready sums them up.") @Size(max = 32) @Nullable List<Condition> conditions) {
    /** Copies its collections, so that nobody changes them later. */
    public OmniConnectionStatus {
        releases = Immutable.list(releases);
        rollouts = Immutable.list(rollouts);
        conditions = Immutable.list(conditions);
    }
}

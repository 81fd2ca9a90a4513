package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Clusters of an account, by who manages them. */
@ApiObject
public record ConnectionClusters(
        @JsonPropertyDescription("Clusters claimed by this operator.") @Required @Min(0) Integer managed,

        @JsonPropertyDescription("All others.") @Required @Min(0) Integer foreign) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Machines of an account. */
@ApiObject
public record ConnectionMachines(
        @JsonPropertyDescription("Machines registered.") @Required @Min(0) Integer total,

        @JsonPropertyDescription("Of these, connected.") @Required @Min(0) Integer connected,

        @JsonPropertyDescription("Of these, free to be allocated.") @Required @Min(0) Integer available,

        @JsonPropertyDescription("Of these, in a cluster.") @Required @Min(0) Integer allocated) {}

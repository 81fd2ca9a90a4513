package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names an OmniCluster in the same namespace. */
@ApiObject
public record ClusterReference(
        @JsonPropertyDescription("Name of the OmniCluster, in the namespace of the set.")
        @Required
        @Size(min = 1, max = 63) @ValidationRule(value = Cel.OBJECT_NAME, message = "clusterRef.name" + Cel.OBJECT_NAME_MESSAGE)
        String name) {}

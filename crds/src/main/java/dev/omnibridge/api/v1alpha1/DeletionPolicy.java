package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens in Omni when an object is deleted. */
public enum DeletionPolicy {
    /** The claim is released and everything in Omni stays. */
    @JsonProperty("Retain")
    RETAIN,

    /** What the object claims in Omni is torn down. */
    @JsonProperty("Delete")
    DELETE
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the operator does about a difference between the spec and Omni. */
public enum ManagementPolicy {
    /** Omni is made to match the spec, again whenever it differs. */
    @JsonProperty("Enforce")
    ENFORCE,

    /** What changes in the spec is written; what changes in Omni is reported and kept, and nothing is removed. */
    @JsonProperty("ApplyOnly")
    APPLY_ONLY,

    /** Nothing is written to Omni, not even a claim; differences are reported. */
    @JsonProperty("Observe")
    OBSERVE
}

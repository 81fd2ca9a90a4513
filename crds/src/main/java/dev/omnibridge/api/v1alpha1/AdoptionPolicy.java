package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when the cluster exists in Omni already. */
public enum AdoptionPolicy {
    /** It is left alone and the object reports NameConflict. */
    @JsonProperty("Never")
    NEVER,

    /** It is claimed if nobody else has claimed it. */
    @JsonProperty("IfUnclaimed")
    IF_UNCLAIMED
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the adoption of something that existed in Omni is. */
public enum AdoptionState {
    /** The plan is made; nothing is written, not even the claim. */
    @JsonProperty("Planned")
    PLANNED,

    /** It is claimed, and the changes of the plan were written with the claim. */
    @JsonProperty("Adopted")
    ADOPTED
}

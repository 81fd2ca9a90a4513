package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many machines of a set Omni works on at the same time. */
public enum StrategyType {
    /** Omni is free to work on all of them at once. */
    @JsonProperty("Unset")
    UNSET,

    /** At most {@code rolling.maxParallelism} at once. */
    @JsonProperty("Rolling")
    ROLLING
}

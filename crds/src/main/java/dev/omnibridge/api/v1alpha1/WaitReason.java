package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a machine has not been released yet. */
public enum WaitReason {
    /** It is not connected to Omni. */
    @JsonProperty("Unreachable")
    UNREACHABLE,

    /** It is locked in Omni. */
    @JsonProperty("Locked")
    LOCKED,

    /** Removing it now would cost etcd its quorum. */
    @JsonProperty("Quorum")
    QUORUM,

    /** It is being wiped. */
    @JsonProperty("Resetting")
    RESETTING
}

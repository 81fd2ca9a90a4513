package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps a wanted change from being written. */
public enum Gate {
    /** The object, its cluster or its connection is paused. */
    @JsonProperty("Paused")
    PAUSED,

    /** deletionProtection is on. */
    @JsonProperty("Protected")
    PROTECTED,

    /** Somebody locked the cluster in Omni. */
    @JsonProperty("OmniLock")
    OMNI_LOCK,

    /** Somebody locked the machine in Omni. */
    @JsonProperty("MachineLock")
    MACHINE_LOCK,

    /** Omni's checks before a Kubernetes upgrade refuse it, or could not be asked yet. */
    @JsonProperty("PreCheck")
    PRE_CHECK,

    /** It waits for the token in status.awaitingApproval. */
    @JsonProperty("Approval")
    APPROVAL
}

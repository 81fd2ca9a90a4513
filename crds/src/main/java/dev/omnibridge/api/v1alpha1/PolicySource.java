package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a policy in force comes from. */
public enum PolicySource {
    /** The object's own spec. */
    @JsonProperty("Object")
    OBJECT,

    /** The OmniCluster of the set. */
    @JsonProperty("Cluster")
    CLUSTER,

    /** The defaults of the OmniConnection. */
    @JsonProperty("Connection")
    CONNECTION,

    /** Nobody set one. */
    @JsonProperty("BuiltIn")
    BUILT_IN,

    /** The management policy keeps everything in Omni. */
    @JsonProperty("ManagementPolicy")
    MANAGEMENT_POLICY
}

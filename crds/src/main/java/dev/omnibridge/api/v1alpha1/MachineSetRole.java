package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the machines of a set do in their cluster. */
public enum MachineSetRole {
    /** They run etcd and the Kubernetes control plane. */
    @JsonProperty("ControlPlane")
    CONTROL_PLANE,

    /** They run workloads only. */
    @JsonProperty("Worker")
    WORKER
}

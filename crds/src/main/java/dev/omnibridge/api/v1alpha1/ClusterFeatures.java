package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Features of Omni for a cluster. An absent one is not managed. */
@ApiObject
public record ClusterFeatures(
        @JsonPropertyDescription("Reach exposed services of the cluster through Omni. Absent: not managed.") @Nullable Boolean enableWorkloadProxy,

        @JsonPropertyDescription("Omni's own discovery service instead of the public one. Absent: not managed.")
        @Nullable Boolean useEmbeddedDiscoveryService,

        @JsonPropertyDescription(
                "Encrypt the disks with keys kept in Omni. Decided when the cluster is created. Absent: off in a"
                        + " new cluster, else as it is.")
        @Nullable Boolean diskEncryption) {}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Omni reports about a cluster, and what the operator does about it. */
@ApiObject
@Buildable
public record OmniClusterStatus(
        @JsonPropertyDescription("The generation of the spec that this status was computed from.") @Min(0) @Nullable Long observedGeneration,

        @JsonPropertyDescription("The OmniConnection in use.") @Size(max = 63) @Nullable String connection,

        @JsonPropertyDescription("Name of the cluster in Omni, once it is claimed.") @Size(max = 63) @Nullable String clusterName,

        @JsonProperty("clusterUUID")
        @JsonPropertyDescription("UUID of the cluster in Omni. Another one under the same name is another cluster.")
        @Size(max = 64) @Nullable String clusterUuid,

        @JsonPropertyDescription("URL of its Kubernetes API, through Omni.") @Size(max = 512) @Nullable String endpoint,

        @JsonPropertyDescription("The policies in force.") @Nullable EffectivePolicy policy,

        @JsonPropertyDescription("Machines of all its sets.") @Nullable ClusterMachines machines,

        @JsonPropertyDescription("Where it stands with Talos.") @Nullable VersionProgress talos,

        @JsonPropertyDescription("Where it stands with Kubernetes.") @Nullable VersionProgress kubernetes,

        @JsonPropertyDescription("Its machine sets in Omni.") @Size(max = 32) @Nullable List<MachineSetSummary> machineSets,

        @JsonPropertyDescription("The kubeconfig issued last.") @Nullable KubeconfigStatus kubeconfig,

        @JsonPropertyDescription("The first changes that are held back.") @Size(max = 10) @Nullable List<HeldChange> held,

        @JsonPropertyDescription("How many changes are held back.") @Min(0) @Nullable Integer heldCount,

        @JsonPropertyDescription("Differences that somebody made in Omni, and that are not put right, or not yet.")
        @Nullable Drift drift,

        @JsonPropertyDescription("Objects in Omni that belong to it and that nobody here claims. They are left alone.")
        @Nullable ObjectCount foreign,

        @JsonPropertyDescription(
                "What claiming it changes, where it existed in Omni before. Absent: it was created from here.")
        @Nullable Adoption adoption,

        @JsonPropertyDescription("How far a deletion is.") @Nullable DeletionProgress deletion,

        @JsonPropertyDescription(
                "The token to put into the annotation omnibridge.dev/approve, while something waits for it.")
        @Size(max = 512) @Nullable String awaitingApproval,

        @JsonPropertyDescription(
                "The value of the annotation omnibridge.dev/requested-at that was seen when the last pass it asked for"
                        + " was done. A new value asks for one full pass now, with a fresh look at Omni.")
        @Size(max = 256) @Nullable String lastHandledReconcileAt,

        @JsonPropertyDescription("Observations about this object; Ready sums them up.") @Size(max = 32) @Nullable List<Condition> conditions) {
    /** Copies its collections, so that nobody changes them later. */
    public OmniClusterStatus {
        machineSets = Immutable.list(machineSets);
        held = Immutable.list(held);
        conditions = Immutable.list(conditions);
    }
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cluster in Omni. */
@ApiObject
@Buildable
@ValidationRule(
        value = "(has(self.connectionRef) ? self.connectionRef.name : 'default') == (has(oldSelf.connectionRef)"
                + " ? oldSelf.connectionRef.name : 'default')",
        fieldPath = ".connectionRef",
        message = "connectionRef can't be changed: it would abandon the cluster in one account and make another"
                + " elsewhere")
@ValidationRule(
        value = "!has(oldSelf.clusterName) || (has(self.clusterName) && self.clusterName == oldSelf.clusterName)",
        fieldPath = ".clusterName",
        message = "clusterName can't be changed or removed once set")
@ValidationRule(
        value = "!has(oldSelf.features) || !has(oldSelf.features.diskEncryption) || (has(self.features) &&"
                + " has(self.features.diskEncryption) && self.features.diskEncryption =="
                + " oldSelf.features.diskEncryption)",
        fieldPath = ".features.diskEncryption",
        message = "features.diskEncryption can't be changed or removed once set: Omni decides it when the cluster"
                + " is created")
public record OmniClusterSpec(
        @JsonPropertyDescription("The Omni account. Can't be changed. Absent: the connection named default.") @Nullable ConnectionReference connectionRef,

        @JsonPropertyDescription(
                "Name of the cluster in Omni. Can't be changed once set. Absent: the name of this object.")
        @Size(min = 1, max = 63) @ValidationRule(value = Cel.OMNI_NAME, message = "clusterName" + Cel.OMNI_NAME_MESSAGE)
        @Nullable String clusterName,

        @JsonPropertyDescription("The Kubernetes of the cluster.") @Required
        KubernetesVersion kubernetes,

        @JsonPropertyDescription("The Talos of its machines.") @Required
        TalosVersion talos,

        @JsonPropertyDescription("Features of Omni. Absent: not managed.") @Nullable ClusterFeatures features,

        @JsonPropertyDescription(
                "Labels of the cluster in Omni. Other labels there are left alone. Absent: not managed.")
        @Size(max = 64) @ValidationRule(
                value = Cel.NO_RESERVED_KEYS,
                message = Cel.NO_RESERVED_KEYS_MESSAGE,
                messageExpression = Cel.NO_RESERVED_KEYS_NAMING)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE, messageExpression = Cel.KEYS_NAMING)
        @ValidationRule(
                value = Cel.NO_CONTROL_CHARACTERS,
                message = Cel.NO_CONTROL_CHARACTERS_MESSAGE,
                messageExpression = Cel.NO_CONTROL_CHARACTERS_NAMING)
        @Nullable Map<String, @Size(max = 1024) String> labels,

        @JsonPropertyDescription(
                "Annotations of the cluster in Omni. Others there are left alone. Absent: not managed.")
        @Size(max = 64) @ValidationRule(
                value = Cel.NO_RESERVED_KEYS,
                message = Cel.NO_RESERVED_KEYS_MESSAGE,
                messageExpression = Cel.NO_RESERVED_KEYS_NAMING)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE, messageExpression = Cel.KEYS_NAMING)
        @ValidationRule(
                value = Cel.NO_CONTROL_CHARACTERS,
                message = Cel.NO_CONTROL_CHARACTERS_MESSAGE,
                messageExpression = Cel.NO_CONTROL_CHARACTERS_NAMING)
        @Nullable Map<String, @Size(max = 1024) String> annotations,

        @JsonPropertyDescription("The Secret with a kubeconfig. Absent: the defaults of its fields.") @Nullable ClusterKubeconfig kubeconfig,

        @JsonPropertyDescription(
                "true: nothing is written or deleted in Omni for this cluster and its sets; status goes on."
                        + " The annotation omnibridge.dev/paused: \"true\" does the same. Absent: false.")
        @Nullable Boolean paused,

        @JsonPropertyDescription(
                "Enforce: Omni is made to match, again whenever it differs. ApplyOnly: changes of this spec are written;"
                        + " changes made in Omni are kept and reported, and nothing is removed. Observe: nothing is"
                        + " written, not even a claim; differences are reported. status.drift lists what Enforce would"
                        + " change. Under ApplyOnly and Observe nothing in Omni is deleted with this object. Absent: as"
                        + " the connection says.")
        @Nullable ManagementPolicy managementPolicy,

        @JsonPropertyDescription(
                "Never or IfUnclaimed: whether a cluster of that name that exists in Omni is taken over: at once if"
                        + " nothing changes, else after approval, and from another holder only by the token that"
                        + " names its claim. Holds for the sets too. Absent: Never.")
        @Nullable AdoptionPolicy adoptionPolicy,

        @JsonPropertyDescription(
                "Retain or Delete: what happens in Omni when this object is deleted. Absent: as the connection says.")
        @Nullable DeletionPolicy deletionPolicy,

        @JsonPropertyDescription(
                "true: this object can't be deleted. Where the admission policies are not installed a deletion waits"
                        + " and touches nothing in Omni, under Retain too, until this is false. Absent: false.")
        @Nullable Boolean deletionProtection,

        @JsonPropertyDescription(
                "Fields of this spec that are sent when the object is created in Omni, and then left alone and not"
                        + " reported, whoever changes them there. A field that leaves this list is managed again."
                        + " Absent: none.")
        @Size(max = 32) @ValidationRule(
                value = Cel.IGNORED_IN_CLUSTER,
                message = Cel.IGNORED_IN_CLUSTER_MESSAGE,
                messageExpression = Cel.IGNORED_IN_CLUSTER_NAMING)
        @Nullable List<@Size(min = 1, max = 256) String> ignoreDifferences) {
    /** Copies its collections, so that nobody changes them later. */
    public OmniClusterSpec {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
        ignoreDifferences = Immutable.list(ignoreDifferences);
    }
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Secret with a kubeconfig that the operator keeps for a cluster. */
@ApiObject
@Buildable
public record ClusterKubeconfig(
        @JsonPropertyDescription("false: no Secret. Absent: true.") @Nullable Boolean enabled,

        @JsonPropertyDescription(
                "Name of the Secret, in the namespace of the cluster. Absent: the name of this object followed"
                        + " by -kubeconfig.")
        @Size(min = 1, max = 253) @ValidationRule(value = Cel.OBJECT_NAME, message = "kubeconfig.secretName" + Cel.OBJECT_NAME_MESSAGE)
        @Nullable String secretName,

        @JsonPropertyDescription("User name that Kubernetes sees. Absent: omnibridge.")
        @Size(min = 1, max = 253) @ValidationRule(
                value = "!self.startsWith('system:')",
                message = "user can't begin with system: — such names carry built-in power in Kubernetes")
        @Nullable String user,

        @JsonPropertyDescription("Groups that Kubernetes sees. Absent: system:masters.")
        @Size(min = 1, max = 32) @Nullable List<@Size(min = 1, max = 253) String> groups,

        @JsonPropertyDescription(
                "Lifetime of each token, as in 1h30m, from 10m to 8760h; it is renewed in time. Absent: 168h.")
        @Size(min = 1, max = 32) @ValidationRule(
                value = Cel.DURATION + " && duration(self) >= duration('10m') && duration(self) <= duration('8760h')",
                message = "ttl must be a duration like 1h30m, between 10m and 8760h")
        @Nullable String ttl) {
    /** Copies its collections, so that nobody changes them later. */
    public ClusterKubeconfig {
        groups = Immutable.list(groups);
    }
}

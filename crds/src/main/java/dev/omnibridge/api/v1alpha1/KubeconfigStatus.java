package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kubeconfig that was issued last. */
@ApiObject
@Buildable
public record KubeconfigStatus(
        @JsonPropertyDescription("The Secret that holds it.") @Size(max = 253) @Nullable String secretName,

        @JsonPropertyDescription("User name that Kubernetes sees.") @Size(max = 253) @Nullable String user,

        @JsonPropertyDescription("Groups that Kubernetes sees.") @Size(max = 32) @Nullable List<@Size(max = 253) String> groups,

        @JsonPropertyDescription("When its token was issued.") @Nullable String issuedAt,

        @JsonPropertyDescription("When its token expires.") @Nullable String expiresAt,

        @JsonPropertyDescription("When it will be issued again.") @Nullable String renewAt,

        @JsonProperty("keyID")
        @JsonPropertyDescription("Id of the key that signed its token.")
        @Size(max = 128) @Nullable String keyId,

        @JsonProperty("secretUID")
        @JsonPropertyDescription("uid of the Secret; later writes hold for this incarnation only.")
        @Size(max = 64) @Nullable String secretUid,

        @JsonProperty("clusterUUID")
        @JsonPropertyDescription("UUID of the cluster that its token is for.")
        @Size(max = 64) @Nullable String clusterUuid,

        @JsonPropertyDescription("When a token was last asked for, whether it came or not.") @Nullable String lastAttemptAt,

        @JsonPropertyDescription(
                "Attempts since the last token that the cluster accepted; each doubles the wait for the next.")
        @Min(0) @Nullable Integer failedAttempts) {
    /** Copies its collections, so that nobody changes them later. */
    public KubeconfigStatus {
        groups = Immutable.list(groups);
    }
}

package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The service account that the operator signs in as. */
@ApiObject
public record ServiceAccountIdentity(
        @JsonPropertyDescription("Name of the service account.") @Size(max = 253) @Nullable String name,

        @JsonPropertyDescription("Its role in Omni, in Omni's word.") @Size(max = 64) @Nullable String role,

        @JsonPropertyDescription("Fingerprint of its key.") @Size(max = 128) @Nullable String keyFingerprint,

        @JsonPropertyDescription("When its key expires.") @Nullable String keyExpiresAt) {}

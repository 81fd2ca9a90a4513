package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Which Omni answers at the endpoint. */
@ApiObject
public record OmniServer(
        @JsonPropertyDescription("Omni's version.") @Size(max = 64) @Nullable String version,

        @JsonPropertyDescription("Version of Omni's API, as it reports it.") @Min(0) @Nullable Integer apiVersion,

        @JsonProperty("accountID")
        @JsonPropertyDescription("Identity of the account. Another one behind the same endpoint stops every write.")
        @Size(max = 64) @Nullable String accountId,

        @JsonPropertyDescription("Name of the account.") @Size(max = 253) @Nullable String accountName) {}

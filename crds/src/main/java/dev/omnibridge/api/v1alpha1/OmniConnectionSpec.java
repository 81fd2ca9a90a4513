package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An Omni account: where it is, how to sign in, and what holds for all objects that use it. */
@ApiObject
@Buildable
public record OmniConnectionSpec(
        @JsonPropertyDescription(
                "URL of Omni; port 443 unless given. http and grpc are accepted only where the operator runs"
                        + " with --allow-insecure-endpoints.")
        @Required
        @Size(min = 1, max = 253) @ValidationRule(
                value =
                        "self.matches('^(https|http|grpc)://([A-Za-z0-9.-]+|\\\\[[0-9A-Fa-f:]+\\\\])(:[0-9]{1,5})?/?$')",
                message = "endpoint must look like https://acme.omni.siderolabs.io or https://omni.example.com:443,"
                        + " without user, path or query")
        String endpoint,

        @JsonPropertyDescription("The service-account key.") @Required
        ConnectionCredentials credentials,

        @JsonPropertyDescription(
                "How Omni's certificate is checked. Absent: against the system's certificate authorities.")
        @Nullable ConnectionTls tls,

        @JsonPropertyDescription(
                "What applies to objects that do not say it themselves. Absent: the built-in defaults.")
        @Nullable ConnectionDefaults defaults,

        @JsonPropertyDescription("true: nothing is written or removed in this account; status goes on. Absent: false.")
        @Nullable Boolean paused,

        @JsonPropertyDescription(
                "How much may be removed within a window before a person has to approve. Absent: the defaults of"
                        + " its fields.")
        @Nullable ReleaseBrake releaseBrake,

        @JsonPropertyDescription(
                "How many clusters a window may see changed in a way that nobody asked for, as another version of the"
                        + " operator may want to. Absent: the defaults of its fields.")
        @Nullable DisruptionBudget disruptionBudget) {}

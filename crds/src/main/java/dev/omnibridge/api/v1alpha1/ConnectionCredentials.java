package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the service-account key of a connection comes from. */
@ApiObject
@ValidationRule(
        value = "has(self.secretRef) != (has(self.fromEnvironment) && self.fromEnvironment)",
        message = "set exactly one of credentials.secretRef or credentials.fromEnvironment: true")
public record ConnectionCredentials(
        @JsonPropertyDescription(
                "A Secret with the service-account key. A changed Secret takes effect without a restart. Absent:"
                        + " fromEnvironment is true.")
        @Nullable SecretReference secretRef,

        @JsonPropertyDescription(
                "true: the operator's own OMNI_SERVICE_ACCOUNT_KEY, only for the connection named default and"
                        + " only where endpoint equals OMNI_ENDPOINT. Absent: false.")
        @Nullable Boolean fromEnvironment) {}

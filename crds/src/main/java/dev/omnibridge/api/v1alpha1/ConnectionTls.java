package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the certificate of an Omni is checked. */
@ApiObject
public record ConnectionTls(
        @JsonPropertyDescription(
                "Certificate authorities trusted beside the system's own; also written into kubeconfigs. Absent:"
                        + " the system's own only.")
        @Nullable CaBundle caBundle) {}

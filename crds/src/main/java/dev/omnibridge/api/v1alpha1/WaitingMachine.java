package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A machine that a deletion waits for. */
@ApiObject
public record WaitingMachine(
        @JsonPropertyDescription("Id of the machine.") @Required @Size(min = 1, max = 64) String machine,

        @JsonPropertyDescription("Why it has not been released.") @Required
        WaitReason reason,

        @JsonPropertyDescription("Since when.") @Nullable String since) {}

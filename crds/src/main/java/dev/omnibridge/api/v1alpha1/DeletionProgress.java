package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the teardown in Omni is. */
@ApiObject
public record DeletionProgress(
        @JsonPropertyDescription("When it began.") @Nullable String startedAt,

        @JsonPropertyDescription("Machines there were.") @Min(0) @Nullable Integer machines,

        @JsonPropertyDescription("Of these, released.") @Min(0) @Nullable Integer released,

        @JsonPropertyDescription("The first machines that are not.") @Size(max = 10) @Nullable List<WaitingMachine> waitingFor) {
    /** Copies its collections, so that nobody changes them later. */
    public DeletionProgress {
        waitingFor = Immutable.list(waitingFor);
    }
}

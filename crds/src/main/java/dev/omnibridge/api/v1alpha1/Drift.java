package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences that somebody made in Omni. One that is put right is gone from here. */
@ApiObject
public record Drift(
        @JsonPropertyDescription("When the first of them was seen.") @Required
        String since,

        @JsonPropertyDescription("How many there are.") @Required @Min(0) Integer count,

        @JsonPropertyDescription("The first of them.") @Size(max = 10) @Nullable List<Difference> items,

        @JsonPropertyDescription(
                "Fields that were put right 5 times within 10 minutes and changed again each time. They are left alone"
                        + " until spec and Omni agree, or until they are put right once more by the token in"
                        + " awaitingApproval.")
        @Size(max = 10) @Nullable List<ContestedField> contested,

        @JsonPropertyDescription(
                "A JSON merge patch of this object that accepts what was changed in Omni. Absent where not all of it"
                        + " can be said in the spec.")
        @Size(max = 2048) @Nullable String suggestedPatch) {
    /** Copies its collections, so that nobody changes them later. */
    public Drift {
        items = Immutable.list(items);
        contested = Immutable.list(contested);
    }
}

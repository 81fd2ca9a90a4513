package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What claiming something that exists in Omni changes, or changed. */
@ApiObject
public record Adoption(
        @JsonPropertyDescription(
                "Planned: nothing is written yet. Adopted: it is claimed, with exactly the changes told here.")
        @Required
        AdoptionState state,

        @JsonPropertyDescription("When this plan was made first, or when it was carried out.") @Required
        String at,

        @JsonPropertyDescription(
                "Digest of the plan. An approval names it, so that one for another plan, or for another state of Omni, does nothing.")
        @Required
        @Size(min = 8, max = 8) String digest,

        @JsonPropertyDescription("How many fields and machines change.") @Required @Min(0) Integer changes,

        @JsonPropertyDescription("The first of them: what the spec wants, and what was found in Omni.")
        @Size(max = 10) @Nullable List<Difference> items,

        @JsonPropertyDescription(
                "How many objects in it have no counterpart here. Adoption never removes them; status.foreign names the first.")
        @Required
        @Min(0) Integer foreign) {
    /** Copies its collections, so that nobody changes them later. */
    public Adoption {
        items = Immutable.list(items);
    }
}

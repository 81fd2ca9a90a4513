package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences that are reported and left as they are. */
@ApiObject
public record Drift(
        @JsonPropertyDescription("When the first of them was seen.") @Required
        String since,

        @JsonPropertyDescription("How many there are.") @Required @Min(0) Integer count,

        @JsonPropertyDescription("The first of them.") @Size(max = 10) @Nullable List<Difference> items) {
    /** Copies its collections, so that nobody changes them later. */
    public Drift {
        items = Immutable.list(items);
    }
}

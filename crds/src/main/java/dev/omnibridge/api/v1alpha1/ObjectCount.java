package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number of Omni objects, the first of them by name. */
@ApiObject
public record ObjectCount(
        @JsonPropertyDescription("How many there are.") @Required @Min(0) Integer count,

        @JsonPropertyDescription("The first of them, as type and id in Omni.") @Size(max = 20) @Nullable List<@Size(max = 320) String> items) {
    /** Copies its collections, so that nobody changes them later. */
    public ObjectCount {
        items = Immutable.list(items);
    }
}

package dev.omnibridge.operator.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What claiming something that exists would change.
 *
 * @param digest eight hexadecimal digits over what is claimed and all items; another plan has another one
 * @param tokens all that a person puts into {@code omnibridge.dev/approve} to let it happen; empty if it happens by itself
 * @param items what would be written with the claim, and the machines that would come or go; empty if only the claim would be written
 * @param foreign what is in it without a counterpart here, and stays as it is
 */
public record AdoptionPlan(String digest, List<String> tokens, List<Item> items, List<ForeignPart> foreign) {
    public AdoptionPlan {
        tokens = List.copyOf(tokens);
        items = List.copyOf(items);
        foreign = List.copyOf(foreign);
    }

    /**
     * One thing that would change.
     *
     * @param resource type and id in Omni
     * @param path path in the custom resource; empty if the whole resource comes or goes
     * @param wanted value in the spec; empty if the field or the resource would go
     * @param found value in Omni; empty if there is none
     */
    public record Item(String resource, Optional<String> path, Optional<String> wanted, Optional<String> found) {}

    /** Tokens that nobody has given yet. */
    public List<String> missing(Set<String> approvals) {
        return tokens.stream().filter(token -> !approvals.contains(token)).toList();
    }
}

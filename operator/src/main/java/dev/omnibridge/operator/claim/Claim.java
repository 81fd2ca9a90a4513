package dev.omnibridge.operator.claim;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose an object in Omni is, seen from one custom resource. Read from the very version that a write would replace. */
public sealed interface Claim {

    /** Nobody claims it, or another owner has given it up. */
    record None() implements Claim {}

    /** This custom resource claims it, by owner string and uid. */
    record Ours() implements Claim {}

    /**
     * It was ours under the same name: released by this owner string, or claimed by it with another uid. The file was moved, or the
     * management cluster was restored, or somebody else made an object of the same name.
     */
    record Returning() implements Claim {}

    /**
     * Somebody else claims it.
     *
     * @param by owner string or tool, as found
     */
    record Foreign(String by) implements Claim {}

    /**
     * Reads the claim on a resource. Marks of other tools count as claims, also where they stand beside ours: two tools that both
     * write one object are a conflict that a person has to settle.
     */
    static Claim of(Resource<?> resource, Owner owner) {
        Optional<String> tool = otherTool(resource);
        if (tool.isPresent()) {
            return new Foreign(tool.get());
        }
        Optional<String> holder = resource.annotation(ClaimKeys.OWNER);
        if (holder.isPresent()) {
            if (!holder.get().equals(owner.text())) {
                return new Foreign(holder.get());
            }
            boolean sameUid = resource.annotation(ClaimKeys.OWNER_UID)
                    .filter(owner.uid()::equals)
                    .isPresent();
            return sameUid ? new Ours() : new Returning();
        }
        return resource.annotation(ClaimKeys.RELEASED)
                        .filter(mark -> mark.startsWith(owner.text() + "@"))
                        .isPresent()
                ? new Returning()
                : new None();
    }

    /** All marks that make a claim, as found. Two resources with the same marks have the same holder, and one whose marks changed has another. */
    static List<String> marks(Resource<?> resource) {
        return Stream.of(
                        OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES,
                        OmniKeys.MANAGED_BY_GITOPS_TOOLS,
                        ClaimKeys.OWNER,
                        ClaimKeys.OWNER_UID)
                .flatMap(key -> resource.annotation(key).map(value -> key + "=" + value).stream())
                .toList();
    }

    private static Optional<String> otherTool(Resource<?> resource) {
        if (resource.hasAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES)) {
            return Optional.of("omnictl cluster templates");
        }
        return resource.annotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS).filter(tool -> !tool.equals(ClaimKeys.TOOL));
    }
}

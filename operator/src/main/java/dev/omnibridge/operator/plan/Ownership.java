package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.reason.Finding;

/** How a custom resource stands to the object in Omni that it names. */
public sealed interface Ownership {

    /** Nothing of that name is in Omni, and nothing says there ever was: it would be created. */
    record WouldCreate() implements Ownership {}

    /** Claimed by this custom resource, by name and uid. */
    record Managed() implements Ownership {}

    /** It was ours under the same name, and comes back. */
    record Returning(AdoptionPlan adoption) implements Ownership {}

    /** Nobody claims it and the policy allows to take it. */
    record Adoptable(AdoptionPlan adoption) implements Ownership {}

    /** Somebody else's, or a name that is not ours to use: nothing is written, no finalizer is set. */
    record Conflict(Finding finding) implements Ownership {}

    /** It was ours, and our claim was taken off or replaced. */
    record Lost(Finding finding) implements Ownership {}

    /** It was ours and is gone; made again only with the token. */
    record Removed(Finding finding, String token) implements Ownership {}

    /**
     * It is on its way out in Omni without this custom resource being deleted, or an older one must go first.
     *
     * @param isVisible whether it is or was ours, so that the status may show it
     */
    record GoingAway(Finding finding, boolean isVisible) implements Ownership {}

    /**
     * Under the policy Observe.
     *
     * @param isVisible whether the status may show it: unclaimed or ours, never what somebody else claims
     */
    record Observed(boolean isVisible) implements Ownership {}

    /**
     * Something else has to be there first, or an absence has to be confirmed.
     *
     * @param isVisible whether what is in Omni carries our claim, so that the status may show it
     */
    record Undecided(Finding finding, boolean isVisible) implements Ownership {}

    /** Whether the status of the custom resource may show what is in Omni. */
    default boolean isVisible() {
        return switch (this) {
            case Managed() -> true;
            case Returning(AdoptionPlan adoption) -> true;
            case Adoptable(AdoptionPlan adoption) -> false;
            case GoingAway(Finding finding, boolean isVisible) -> isVisible;
            case Observed(boolean isVisible) -> isVisible;
            case WouldCreate() -> false;
            case Conflict(Finding finding) -> false;
            case Lost(Finding finding) -> false;
            case Removed(Finding finding, String token) -> false;
            case Undecided(Finding finding, boolean isVisible) -> isVisible;
        };
    }
}

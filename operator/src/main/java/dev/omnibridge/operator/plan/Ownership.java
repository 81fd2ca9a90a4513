package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.reason.Finding;
import java.util.Optional;

/** How a custom resource stands to the object in Omni that it names. */
public sealed interface Ownership {

    /** Whether the status of the custom resource may show what is in Omni. */
    default boolean isVisible() {
        return false;
    }

    /** What stands between the custom resource and Omni, if something does. */
    default Optional<Finding> obstacle() {
        return Optional.empty();
    }

    /** What claiming something that exists would change, if it is to be claimed. */
    default Optional<AdoptionPlan> toAdopt() {
        return Optional.empty();
    }

    /** Nothing of that name is in Omni, and nothing says there ever was: it would be created. */
    record WouldCreate() implements Ownership {}

    /** Claimed by this custom resource, by name and uid. */
    record Managed() implements Ownership {
        @Override
        public boolean isVisible() {
            return true;
        }
    }

    /** It was ours under the same name, and comes back. */
    record Returning(AdoptionPlan adoption) implements Ownership {
        @Override
        public boolean isVisible() {
            return true;
        }

        @Override
        public Optional<AdoptionPlan> toAdopt() {
            return Optional.of(adoption);
        }
    }

    /** Nobody claims it and the policy allows to take it. */
    record Adoptable(AdoptionPlan adoption) implements Ownership {
        @Override
        public Optional<AdoptionPlan> toAdopt() {
            return Optional.of(adoption);
        }
    }

    /**
     * Somebody else claims it, and the policy allows to take it over once a person has named that claim. Until then it is a conflict as
     * any other: nothing is written, no finalizer is set.
     *
     * @param token that names the other claim; beside it the plan may need one of its own
     * @param conflict what to tell while that token is missing
     */
    record TakeOver(AdoptionPlan adoption, String token, Finding conflict) implements Ownership {
        @Override
        public Optional<AdoptionPlan> toAdopt() {
            return Optional.of(adoption);
        }
    }

    /** Somebody else's, or a name that is not ours to use: nothing is written, no finalizer is set. */
    record Conflict(Finding finding) implements Ownership {
        @Override
        public Optional<Finding> obstacle() {
            return Optional.of(finding);
        }
    }

    /** It was ours, and our claim was taken off or replaced. */
    record Lost(Finding finding) implements Ownership {
        @Override
        public Optional<Finding> obstacle() {
            return Optional.of(finding);
        }
    }

    /** It was ours and is gone; made again only with the token. */
    record Removed(Finding finding, String token) implements Ownership {
        @Override
        public Optional<Finding> obstacle() {
            return Optional.of(finding);
        }
    }

    /**
     * It is on its way out in Omni without this custom resource being deleted, or an older one must go first.
     *
     * @param isVisible whether it is or was ours, so that the status may show it
     */
    record GoingAway(Finding finding, boolean isVisible) implements Ownership {
        @Override
        public Optional<Finding> obstacle() {
            return Optional.of(finding);
        }
    }

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
    record Undecided(Finding finding, boolean isVisible) implements Ownership {
        @Override
        public Optional<Finding> obstacle() {
            return Optional.of(finding);
        }
    }
}

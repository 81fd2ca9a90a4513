package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.Adoption;
import dev.omnibridge.api.v1alpha1.AdoptionState;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.operator.plan.AdoptionPlan;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What claiming something that existed changes or changed, as the status shows it. A plan is in the status before anything of it is
 * written, so that it is known afterwards what was done, even if the process ended in between.
 */
final class AdoptionBlock {

    private static final int SHOWN = 10;

    private AdoptionBlock() {}

    static @Nullable Adoption of(Plan plan, @Nullable Adoption before, Instant now) {
        Optional<AdoptionPlan> planned = plan.ownership().toAdopt();
        if (planned.isPresent()) {
            return planned(planned.get(), before, now);
        }
        return before == null ? null : after(plan.ownership(), before, now);
    }

    private static Adoption planned(AdoptionPlan plan, @Nullable Adoption before, Instant now) {
        boolean isKnown = before != null
                && before.state() == AdoptionState.PLANNED
                && before.digest().equals(plan.digest());
        return new Adoption(
                AdoptionState.PLANNED,
                before != null && isKnown ? before.at() : text(now),
                plan.digest(),
                plan.items().size(),
                items(plan.items()),
                plan.foreign().size());
    }

    /** A plan that came true is kept as a record; one that was given up goes. */
    private static @Nullable Adoption after(Ownership ownership, Adoption before, Instant now) {
        return switch (ownership) {
            case Ownership.Managed _ ->
                before.state() == AdoptionState.ADOPTED
                        ? before
                        : new Adoption(
                                AdoptionState.ADOPTED,
                                text(now),
                                before.digest(),
                                before.changes(),
                                before.items(),
                                before.foreign());
            case Ownership.Undecided _ -> before;
            case Ownership.GoingAway _, Ownership.Lost _ -> before.state() == AdoptionState.ADOPTED ? before : null;
            case Ownership.WouldCreate _,
                    Ownership.Returning _,
                    Ownership.Adoptable _,
                    Ownership.TakeOver _,
                    Ownership.Conflict _,
                    Ownership.Removed _,
                    Ownership.Observed _ -> null;
        };
    }

    private static @Nullable List<Difference> items(List<AdoptionPlan.Item> items) {
        return items.isEmpty()
                ? null
                : items.stream()
                        .limit(SHOWN)
                        .map(item -> DifferenceText.of(item.resource(), item.path(), item.wanted(), item.found()))
                        .toList();
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

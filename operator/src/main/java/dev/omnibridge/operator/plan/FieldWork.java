package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.plan.Verdict.Case;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes out of comparing the fields of one resource: at most one update, whatever the causes are.
 *
 * @param findings fields that Omni does not let change
 * @param notes what the update overwrites
 * @param wakeAt the wait for drift to settle, if that is all there is to do
 */
record FieldWork(
        Optional<Update> update,
        Settling settling,
        List<Finding> findings,
        List<String> notes,
        Optional<Instant> wakeAt) {

    /** Drift goes out with any update of the same resource, and by itself once it has settled. */
    static <S extends Message> FieldWork of(
            Difference<S> difference,
            Owner owner,
            long generation,
            ClaimChange claim,
            Map<String, Instant> driftSeen,
            Instant now) {
        return of(difference, difference, owner, generation, claim, driftSeen, now);
    }

    /**
     * The same where not all that differs may be written now.
     *
     * @param difference all that differs; what drifts in it is told, and counted since when
     * @param writable what of it may be written
     */
    static <S extends Message> FieldWork of(
            Difference<S> difference,
            Difference<S> writable,
            Owner owner,
            long generation,
            ClaimChange claim,
            Map<String, Instant> driftSeen,
            Instant now) {
        Settling settling = Settling.of(writable, driftSeen, now);
        boolean takesClaim = claim != ClaimChange.KEPT;
        boolean writes = takesClaim || writable.asksForAWrite() || settling.isSettled();
        Optional<Update> update = Optional.of(writable.update(owner, generation, claim))
                .filter(u -> writes
                        && (takesClaim
                                || !u.changes().isEmpty()
                                || !writable.learned().isEmpty()));
        return new FieldWork(
                update,
                Settling.of(difference, driftSeen, now),
                immutable(writable),
                overwritten(writable, writable.hash()),
                update.isPresent() ? Optional.empty() : settling.settlesAt());
    }

    /** Only what differs, for a custom resource that writes nothing. */
    static Work observed(Settling settling) {
        return new Work(
                List.of(),
                List.of(),
                List.of(),
                kept(settling.items(), ManagementPolicy.OBSERVE),
                List.of(),
                settling.items(),
                settling.seen(),
                Optional.empty());
    }

    /** What the management policy leaves as it is, told by the first of it. */
    static List<Finding> kept(List<DriftItem> items, ManagementPolicy policy) {
        if (policy == ManagementPolicy.ENFORCE || items.isEmpty()) {
            return List.of();
        }
        DriftItem first = items.getFirst();
        String more = items.size() == 1 ? "" : "; " + (items.size() - 1) + " more differ";
        String word = policy == ManagementPolicy.OBSERVE ? "Observe" : "ApplyOnly";
        return List.of(new Finding(
                Reason.DRIFTED,
                first.resource() + " " + first.path() + ": wanted "
                        + first.wanted().orElse("nothing") + ", found "
                        + first.found().orElse("nothing") + "; kept, as managementPolicy is " + word + more));
    }

    private static <S extends Message> List<Finding> immutable(Difference<S> difference) {
        return difference.in(Case.IMMUTABLE).stream()
                .map(v -> new Finding(
                        Reason.IMMUTABLE_IN_OMNI,
                        v.field().path() + " is " + v.field().declared().orElse("absent") + ", but "
                                + difference.resource().reference() + " was created with "
                                + v.found().orElse("nothing")
                                + " and Omni never changes it; set it to that, or make another one"))
                .toList();
    }

    private static <S extends Message> List<String> overwritten(Difference<S> difference, FieldHash hash) {
        return difference.verdicts().stream()
                .filter(v -> v.overwritesOthers(hash))
                .map(v -> v.field().path() + " was changed in Omni to "
                        + v.found().orElse("nothing") + " by somebody else and is overwritten, as the spec changed too")
                .toList();
    }
}

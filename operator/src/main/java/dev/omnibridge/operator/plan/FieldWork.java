package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.operator.claim.FieldHash;
import dev.omnibridge.operator.claim.Owner;
import dev.omnibridge.operator.claim.SpecMark;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.plan.Verdict.Case;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes out of comparing the fields of one resource: at most one update, whatever the causes are.
 *
 * @param memory only remembers, where no field is to be written
 * @param drift what of all that differs is drift, whether it may be written or not
 * @param findings fields that Omni does not let change, and those that are contested
 * @param notes what the update overwrites
 * @param wakeAt the wait for drift to settle, if that is all there is to do
 */
record FieldWork(
        Optional<Update> update,
        Optional<Update> memory,
        DriftFound drift,
        List<Finding> findings,
        List<String> notes,
        Optional<Instant> wakeAt) {

    /**
     * Drift goes out with any update of the same resource, and by itself once it has settled.
     *
     * @param difference all that differs; what drifts or is contested in it is told, and counted since when
     * @param writable what of it may be written now
     */
    static <S extends Message> FieldWork of(
            Difference<S> difference,
            Difference<S> writable,
            Owner owner,
            SpecMark spec,
            ClaimChange claim,
            Contests contests,
            Map<String, Instant> driftSeen,
            Instant now) {
        Settling told = Settling.of(difference, contests, driftSeen, now);
        Settling settling = Settling.of(writable, contests, driftSeen, now);
        boolean takesClaim = claim != ClaimChange.KEPT;
        boolean writes = takesClaim || writable.asksForAWrite() || settling.isSettled();
        Optional<Update> update = Optional.of(writable.update(owner, spec, claim))
                .filter(u -> writes
                        && (takesClaim
                                || !u.changes().isEmpty()
                                || !writable.learned().isEmpty()));
        List<Finding> findings = Stream.concat(
                        immutable(difference).stream(),
                        contested(difference.resource().id(), told.found()).stream())
                .toList();
        return new FieldWork(
                update,
                takesClaim || update.isPresent() ? Optional.empty() : writable.memory(owner, spec),
                told.found(),
                findings,
                overwritten(writable, writable.hash()),
                update.isPresent() ? Optional.empty() : settling.settlesAt());
    }

    /** Only what differs, for a custom resource that writes nothing. */
    static Work observed(DriftFound drift) {
        return new Work(
                List.of(),
                List.of(),
                List.of(),
                kept(drift.items(), ManagementPolicy.OBSERVE),
                List.of(),
                drift,
                Optional.empty(),
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
                Reason.DRIFTED, differs(first, ": wanted ") + "; kept, as managementPolicy is " + word + more));
    }

    private static Optional<Finding> contested(String id, DriftFound drift) {
        return drift.contests()
                .token(id)
                .flatMap(token -> drift.items().stream()
                        .filter(item -> drift.contests().covers(item.path()))
                        .findFirst()
                        .map(item -> new Finding(
                                Reason.OWNERSHIP_CONTESTED,
                                differs(
                                                item,
                                                " was put right " + Contests.LIMIT + " times within "
                                                        + Contests.WINDOW.toMinutes()
                                                        + " minutes and changed again each time: wanted ")
                                        + others(drift) + "; it is left as it is",
                                "find out who changes it; set the spec to what Omni has, or Omni to what the spec says, or add the path to spec.ignoreDifferences; or have it put right once more: "
                                        + Tokens.howToApprove(token))));
    }

    private static String differs(DriftItem item, String words) {
        return item.resource() + " " + item.path() + words + item.wanted().orElse("nothing") + ", found "
                + item.found().orElse("nothing");
    }

    private static String others(DriftFound drift) {
        int more = drift.contests().since().size() - 1;
        return more > 0 ? " (and " + more + " more, see status.drift)" : "";
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

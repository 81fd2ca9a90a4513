package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.OlderSpec;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/** Holds what a restored, older spec would undo in Omni, until a person says that the old one is meant. */
final class OlderSpecGate {

    private final Situation situation;
    private final Plan plan;
    private final Optional<OlderSpec> older;
    private final Optional<OlderSpec> olderPolicies;

    OlderSpecGate(Situation situation, Plan plan) {
        this.situation = situation;
        this.plan = plan;
        boolean isManaged = plan.ownership() instanceof Ownership.Managed;
        this.older = isManaged ? situation.olderSpec() : Optional.empty();
        this.olderPolicies = isManaged ? situation.olderPolicies() : Optional.empty();
    }

    /**
     * What holds these operations.
     *
     * @param token lets them go; empty if the object that they wait for has one
     */
    record Hold(Optional<String> token, Finding finding) {}

    /** Empty if nothing does. Older policies are held with no operation, too: they would let the next one go. */
    Optional<Hold> hold(List<Operation> operations) {
        return hold(operations, "Nothing is written; apply the newest file again, or if the old one is meant, ");
    }

    /** As {@link #hold(List)}, of a deletion: what the newest file says of it, that it be retained perhaps, is lost. */
    Optional<Hold> hold(Teardown teardown) {
        return hold(
                List.of(teardown),
                "Nothing is torn down; set deletionPolicy: Retain to leave it as it is, or if it is to go, ");
    }

    private Optional<Hold> hold(List<Operation> operations, String wayOut) {
        return olderPolicies.map(OlderSpecGate::waitsForCluster).or(() -> holdOwn(operations, wayOut));
    }

    private static Hold waitsForCluster(OlderSpec cluster) {
        return new Hold(
                Optional.empty(),
                new Finding(
                        Reason.SPEC_OLDER_THAN_APPLIED,
                        "generation %d of the OmniCluster, whose policies this set goes by, is older than generation %d, which Omni has already: the management cluster was restored from a backup. Nothing is written for the set; apply the newest file of the OmniCluster again, or if the old one is meant, approve it there, with the token in its status.awaitingApproval"
                                .formatted(cluster.generation(), cluster.applied())));
    }

    private Optional<Hold> holdOwn(List<Operation> operations, String wayOut) {
        return older.flatMap(spec -> {
            List<Operation> undoing = spec.undoing(operations);
            String token = spec.token(plan.uuid(), undoing);
            boolean undoesNothing = undoing.isEmpty() && !spec.hasOtherPolicies();
            return undoesNothing || situation.approvals().contains(token)
                    ? Optional.empty()
                    : Optional.of(new Hold(Optional.of(token), finding(spec, wayOut + Tokens.howToApprove(token))));
        });
    }

    /**
     * Where Omni has all that the spec says, the spec has caught up, by Git for instance, and its generation counts from now on. Otherwise
     * every edit would ask for approval until its count has grown beyond the old one. Asked once {@link #hold(List)} holds nothing.
     */
    Optional<Operation> caughtUp() {
        boolean isAllInOmni =
                plan.work().findings().isEmpty() && plan.work().drift().items().isEmpty();
        return older.filter(spec -> isAllInOmni || spec.hasOtherPolicies()).<Operation>map(OlderSpec::caughtUp);
    }

    private static Finding finding(OlderSpec spec, String wayOut) {
        return new Finding(
                Reason.SPEC_OLDER_THAN_APPLIED,
                "generation %d of this object is older than generation %d, which Omni has already: the management cluster was restored from a backup. %s"
                        .formatted(spec.generation(), spec.applied(), wayOut));
    }
}

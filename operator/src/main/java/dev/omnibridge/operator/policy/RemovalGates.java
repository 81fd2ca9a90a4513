package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.operator.plan.ForeignPart;
import dev.omnibridge.operator.plan.MachineRelease;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.plan.Unlocking;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The gates of a deletion, in their order: never claimed, paused, protected, retain, lock, an older spec, foreign contents, the brake. */
final class RemovalGates {

    private static final int NAMED_PARTS = 5;

    private final Situation situation;
    private final Plan plan;
    private final Brake brake;

    RemovalGates(Situation situation, Plan plan, Brake brake) {
        this.situation = situation;
        this.plan = plan;
        this.brake = brake;
    }

    Decision decide(Removal removal) {
        return switch (removal) {
            case Removal.Leave _ -> leave();
            case Removal.Release release -> release(release.updates());
            case Removal.TearDown tearDown -> tearDown(tearDown.teardown(), tearDown.foreign());
            case Removal.Going going -> going(going.machines(), going.left());
            case Removal.GoesWithCluster _ ->
                waits(Reason.WAITING_FOR_CLUSTER, "the set goes with its cluster, which is being torn down in Omni");
            case Removal.Unconfirmed _ ->
                waits(Reason.TEARING_DOWN, "not to be seen in Omni any more; asking Omni whether it is gone");
        };
    }

    private static Decision leave() {
        return new Decision(
                false, List.of(), Ledger.NOTHING, List.of(), List.of(), List.of(), Exit.LEAVES, Optional.empty());
    }

    /** One attempt for each claim; a lock or an error in Omni keeps no object here. */
    private Decision release(List<Update> updates) {
        return heldBeforePolicy(updates)
                .orElseGet(() -> new Decision(
                        false,
                        List.copyOf(updates),
                        Ledger.NOTHING,
                        List.of(),
                        List.of(new Finding(
                                Reason.RELEASING, "the claims in Omni are released; everything there stays as it is")),
                        List.of(),
                        Exit.LEAVES_AFTER_ATTEMPT,
                        Optional.empty()));
    }

    private Decision tearDown(Teardown teardown, List<ForeignPart> foreign) {
        Optional<Decision> held = heldBeforePolicy(List.of(teardown));
        if (held.isPresent()) {
            return held.get();
        }
        if (!situation.protectedSets().isEmpty()) {
            return held(
                    teardown,
                    Gate.PROTECTED,
                    DeletionHolds.areProtected(situation.protectedSets()),
                    List.of(),
                    Optional.empty());
        }
        Optional<Decision> locked = locked(teardown);
        if (locked.isPresent()) {
            return locked.get();
        }
        Optional<OlderSpecGate.Hold> older = new OlderSpecGate(situation, plan).hold(teardown);
        if (older.isPresent()) {
            return held(
                    teardown,
                    Gate.APPROVAL,
                    older.get().finding(),
                    older.get().token().stream().toList(),
                    Optional.empty());
        }
        String token = Tokens.release(
                plan.id(),
                plan.uuid(),
                Stream.concat(teardown.releasing().stream(), foreign.stream().map(part -> "with " + part.reference()))
                        .toList());
        boolean isApproved = situation.approvals().contains(token);
        if (!foreign.isEmpty() && !isApproved) {
            return held(
                    teardown,
                    Gate.APPROVAL,
                    new Finding(Reason.FOREIGN_CONTENTS, foreignText(foreign, token)),
                    List.of(token),
                    Optional.empty());
        }
        if (!situation.omni().live()) {
            return waits(
                    Reason.CONNECTION_DOWN,
                    "torn down only while everything in Omni can be watched",
                    Optional.of(situation.whetherLive()));
        }
        MachineRelease release = MachineRelease.of(teardown.resource(), teardown.machines(), teardown.clusters());
        return switch (brake.ask(List.of(release), plan.uuid().orElse(""), isApproved)) {
            case Brake.Verdict.Goes goes ->
                new Decision(
                        false,
                        List.of(teardown),
                        Ledger.ofReleases(goes.entries()),
                        List.of(),
                        List.of(new Finding(
                                Reason.TEARING_DOWN,
                                teardown.resource().reference() + " is torn down, with " + teardown.machines()
                                        + " machines")),
                        List.of(),
                        Exit.STAYS,
                        Optional.empty());
            case Brake.Verdict.Waits waits ->
                held(
                        teardown,
                        Gate.APPROVAL,
                        new Finding(Reason.RELEASE_HELD, waits.message() + BrakeText.wayOut(waits.until(), token)),
                        List.of(token),
                        waits.until());
        };
    }

    /** Omni refuses to tear a locked cluster down, but takes locked machines along. */
    private Optional<Decision> locked(Teardown teardown) {
        LockGate locks = new LockGate(situation, plan);
        List<Unlocking> liftable = locks.liftable(List.of(teardown));
        List<Operation> unlocks = locks.approved(liftable);
        if (!unlocks.isEmpty()) {
            return Optional.of(unlocking(unlocks));
        }
        if (situation.isClusterLocked()) {
            return Optional.of(held(
                    teardown,
                    Gate.OMNI_LOCK,
                    new Finding(
                            Reason.OMNI_LOCKED,
                            "the cluster is locked in Omni and can't be torn down: unlock it there"
                                    + LockGate.wayOut(liftable)
                                    + ", or set deletionPolicy: Retain to leave it as it is"),
                    liftable.stream().map(Unlocking::token).toList(),
                    Optional.empty()));
        }
        if (situation.lockedMachines().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(held(
                teardown,
                Gate.MACHINE_LOCK,
                locks.hold(
                        "torn down",
                        LockGate.wayOut(liftable) + ", or set deletionPolicy: Retain to leave them as they are"),
                liftable.stream().map(Unlocking::token).toList(),
                Optional.empty()));
    }

    private static Decision unlocking(List<Operation> unlocks) {
        return new Decision(
                false,
                unlocks,
                Ledger.NOTHING,
                List.of(),
                List.of(new Finding(
                        Reason.OMNI_LOCKED, "the lock in Omni is lifted, as approved; then the deletion goes on")),
                List.of(),
                Exit.STAYS,
                Optional.empty());
    }

    private static Decision going(int machines, int left) {
        return left == machines
                ? waits(Reason.TEARING_DOWN, "released 0 of " + machines + " machines")
                : waits(Reason.WAITING_FOR_MACHINES, "released " + (machines - left) + " of " + machines + " machines");
    }

    /** Who paused or protected it wants it to stay as it is, whatever its policy says. */
    private Optional<Decision> heldBeforePolicy(List<? extends Operation> operations) {
        if (situation.pause().isPresent()) {
            return Optional.of(held(
                    operations,
                    Gate.PAUSED,
                    DeletionHolds.paused(situation.pause().get())));
        }
        return situation.isProtected()
                ? Optional.of(held(operations, Gate.PROTECTED, DeletionHolds.isProtected(situation.name())))
                : Optional.empty();
    }

    private static Decision held(List<? extends Operation> operations, Gate gate, Finding finding) {
        return new Decision(
                false,
                List.of(),
                Ledger.NOTHING,
                Changes.held(operations, gate, Optional.empty()),
                List.of(finding),
                List.of(),
                Exit.STAYS,
                Optional.empty());
    }

    private static String foreignText(List<ForeignPart> foreign, String token) {
        List<String> named = foreign.stream()
                .limit(NAMED_PARTS)
                .map(part -> part.reference() + " (" + part.machines() + " machines, " + part.why() + ")")
                .toList();
        String more = foreign.size() > NAMED_PARTS ? " and " + (foreign.size() - NAMED_PARTS) + " more" : "";
        return "tearing it down would take along what is not this object's to remove: " + String.join(", ", named)
                + more + "; remove or claim them, or " + Tokens.howToApprove(token);
    }

    private static Decision held(
            Teardown teardown, Gate gate, Finding finding, List<String> tokens, Optional<Instant> until) {
        return new Decision(
                false,
                List.of(),
                Ledger.NOTHING,
                Changes.held(List.of(teardown), gate, until),
                List.of(finding),
                tokens,
                Exit.STAYS,
                until);
    }

    private static Decision waits(Reason reason, String message) {
        return waits(reason, message, Optional.empty());
    }

    private static Decision waits(Reason reason, String message, Optional<Instant> until) {
        return new Decision(
                false,
                List.of(),
                Ledger.NOTHING,
                List.of(),
                List.of(new Finding(reason, message)),
                List.of(),
                Exit.STAYS,
                until);
    }
}

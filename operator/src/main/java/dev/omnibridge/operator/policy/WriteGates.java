package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.operator.plan.HeldUpgrade;
import dev.omnibridge.operator.plan.MachineRelease;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.plan.Unlocking;
import dev.omnibridge.operator.plan.Work;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gates before writes for an object that lives, in their order: paused, approval of a claim, locks, what nobody asked for, the brake, the finalizer. */
final class WriteGates {

    private final Situation situation;
    private final Plan plan;
    private final Brake brake;
    private final OperatorChangeGate operatorChange;
    private final LockGate locks;
    private final OlderSpecGate olderSpec;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private Optional<Instant> wakeAt;

    WriteGates(Situation situation, Plan plan, Brake brake, RolloutBudget budget) {
        this.situation = situation;
        this.plan = plan;
        this.brake = brake;
        this.operatorChange = new OperatorChangeGate(situation, plan, budget);
        this.locks = new LockGate(situation, plan);
        this.olderSpec = new OlderSpecGate(situation, plan);
        this.wakeAt = plan.work().wakeAt();
    }

    Decision decide() {
        ofOwnership();
        plan.heldUpgrade().ifPresent(this::ofUpgrade);
        if (plan.ownership() instanceof Ownership.TakeOver takeOver
                && !situation.approvals().contains(takeOver.token())) {
            findings.add(takeOver.conflict());
            tokens.addAll(takeOver.adoption().missing(situation.approvals()));
            return decision(List.of(), Ledger.NOTHING);
        }
        findings.addAll(plan.work().findings());
        held.addAll(locks.keptByOmni());
        plan.work().drift().contests().token(plan.id()).ifPresent(tokens::add);
        List<Operation> operations = plan.work().operations();
        List<Unlocking> liftable = situation.pause().isPresent() ? List.of() : locks.liftable(operations);
        List<Operation> unlocks = locks.approved(liftable);
        if (!unlocks.isEmpty()) {
            return through(unlocks, Ledger.NOTHING);
        }
        liftable.forEach(unlocking -> tokens.add(unlocking.token()));
        if (operations.isEmpty()) {
            return withoutChanges();
        }
        if (situation.pause().isPresent()) {
            Pause pause = situation.pause().get();
            return holdAll(
                    Gate.PAUSED,
                    new Finding(
                            Reason.PAUSED,
                            pause.object() + " is paused; " + changes(operations) + " until " + pause.wayOut()));
        }
        List<String> missing = plan.ownership()
                .toAdopt()
                .map(adoption -> adoption.missing(situation.approvals()))
                .orElse(List.of());
        if (!missing.isEmpty()) {
            plan.ownership().toAdopt().ifPresent(a -> findings.add(plan.approvalRequired(a, missing)));
            tokens.addAll(missing);
            held.addAll(Changes.held(operations, Gate.APPROVAL, Optional.empty()));
            return decision(List.of(), Ledger.NOTHING);
        }
        if (situation.isClusterLocked()) {
            return holdAll(
                    Gate.OMNI_LOCK,
                    new Finding(
                            Reason.OMNI_LOCKED,
                            "the cluster is locked in Omni; " + changes(operations) + " until somebody unlocks it there"
                                    + LockGate.wayOut(liftable)));
        }
        Optional<OlderSpecGate.Hold> unasked = olderSpec.hold(operations).or(() -> operatorChange.hold(operations));
        if (unasked.isPresent()) {
            unasked.get().token().ifPresent(tokens::add);
            return holdAll(Gate.APPROVAL, unasked.get().finding());
        }
        return switch (operatorChange.rollout(operations)) {
            case OperatorChangeGate.Rollout.Goes(List<RolloutEntry> entries) ->
                ofUnlocked(plan.work(), liftable, entries);
            case OperatorChangeGate.Rollout.Waits waits -> withoutRollout(waits, liftable);
        };
    }

    /** What nobody asked for and no machine would notice waits, the rest goes on. */
    private Decision withoutRollout(OperatorChangeGate.Rollout.Waits waits, List<Unlocking> liftable) {
        Work asked = plan.asked();
        waits.hold().token().ifPresent(tokens::add);
        findings.add(waits.hold().finding());
        held.addAll(Changes.heldBetween(
                plan.work().operations(), asked.operations(), Gate.APPROVAL, Optional.of(waits.until())));
        wakeAt = BrakeText.earlier(asked.wakeAt(), Optional.of(waits.until()));
        return ofUnlocked(asked, liftable, List.of());
    }

    /** A removal may wait while everything else goes on. */
    private Decision ofUnlocked(Work work, List<Unlocking> liftable, List<RolloutEntry> rollouts) {
        List<Operation> planned = work.operations();
        List<Operation> operations = withoutLockedNodes(planned, liftable);
        List<MachineRelease> releases = work.releases().stream()
                .filter(release -> !isLockedNode(release.id(), planned))
                .toList();
        if (releases.isEmpty()) {
            return through(operations, new Ledger(List.of(), rollouts));
        }
        if (locks.shrinks() && !situation.lockedMachines().isEmpty()) {
            // Omni chooses which machines of a class go, and does not ask for locks
            findings.add(locks.hold("made smaller", LockGate.wayOut(liftable)));
            return withoutRelease(work, operations, Gate.MACHINE_LOCK, Optional.empty(), rollouts);
        }
        if (!situation.omni().live()) {
            findings.add(new Finding(
                    Reason.CONNECTION_DOWN, "machines are released only while everything in Omni can be watched"));
            wakeAt = BrakeText.earlier(wakeAt, Optional.of(situation.whetherLive()));
            return withoutRelease(work, operations, Gate.APPROVAL, Optional.empty(), rollouts);
        }
        String token = Tokens.release(
                plan.id(),
                plan.uuid(),
                operations.stream().flatMap(o -> o.releasing().stream()).toList());
        boolean isApproved = situation.approvals().contains(token);
        return switch (brake.ask(releases, plan.uuid().orElse(""), isApproved)) {
            case Brake.Verdict.Goes goes -> through(operations, new Ledger(goes.entries(), rollouts));
            case Brake.Verdict.Waits waits -> {
                Optional<Instant> until = waits.until();
                findings.add(new Finding(Reason.RELEASE_HELD, waits.message() + BrakeText.wayOut(until, token)));
                tokens.add(token);
                wakeAt = BrakeText.earlier(wakeAt, until);
                yield withoutRelease(work, operations, Gate.APPROVAL, until, rollouts);
            }
        };
    }

    /** What releases machines is held, the rest goes on. */
    private Decision withoutRelease(
            Work work, List<Operation> operations, Gate gate, Optional<Instant> until, List<RolloutEntry> rollouts) {
        List<Operation> rest = work.withoutRelease();
        held.addAll(Changes.heldBetween(operations, rest, gate, until));
        return through(rest, new Ledger(List.of(), rollouts));
    }

    /** The last gate: our finalizer is on the object before anything of it is in Omni. */
    private Decision through(List<Operation> operations, Ledger reservations) {
        return situation.hasFinalizer()
                ? decision(operations, reservations)
                : new Decision(true, List.of(), Ledger.NOTHING, held, findings, tokens, Exit.STAYS, wakeAt);
    }

    private void ofOwnership() {
        plan.ownership().obstacle().ifPresent(findings::add);
        if (plan.ownership() instanceof Ownership.Removed removed) {
            tokens.add(removed.token());
        }
    }

    /** The plan goes without the version already; here it is told. */
    private void ofUpgrade(HeldUpgrade upgrade) {
        held.add(Changes.held(upgrade));
        findings.add(upgrade.answer().finding());
        wakeAt = BrakeText.earlier(wakeAt, upgrade.answer().askAgainAt());
    }

    private List<Operation> withoutLockedNodes(List<Operation> operations, List<Unlocking> liftable) {
        List<Operation> locked =
                operations.stream().filter(WriteGates::isOfLockedNode).toList();
        if (!locked.isEmpty()) {
            List<String> machines = locked.stream().map(o -> o.resource().id()).toList();
            held.addAll(Changes.held(locked, Gate.MACHINE_LOCK, Optional.empty()));
            findings.add(new Finding(
                    Reason.OMNI_LOCKED,
                    "locked in Omni and kept although spec.machines does not list them any more: "
                            + LockGate.named(machines)
                            + "; unlock them there to let them go" + LockGate.wayOut(liftable)));
        }
        return operations.stream().filter(o -> !isOfLockedNode(o)).toList();
    }

    private static boolean isLockedNode(String id, List<Operation> operations) {
        return operations.stream()
                .anyMatch(o -> isOfLockedNode(o) && o.resource().id().equals(id));
    }

    private static boolean isOfLockedNode(Operation operation) {
        return operation instanceof Operation.Teardown && operation.resource().hasAnnotation(OmniKeys.LOCKED);
    }

    private static String changes(List<Operation> operations) {
        int count = Changes.held(operations, Gate.PAUSED, Optional.empty()).size();
        return count == 1 ? "1 change waits" : count + " changes wait";
    }

    /** Omni has what it is to have: what is left is to remember the spec there. */
    private Decision withoutChanges() {
        Optional<OlderSpecGate.Hold> older = olderSpec.hold(List.of());
        older.ifPresent(hold -> {
            hold.token().ifPresent(tokens::add);
            findings.add(hold.finding());
        });
        boolean mayWrite = older.isEmpty()
                && situation.hasFinalizer()
                && situation.pause().isEmpty()
                && !situation.isClusterLocked()
                && plan.heldUpgrade().isEmpty();
        List<Operation> remembering =
                mayWrite ? olderSpec.caughtUp().or(plan.work()::memory).stream().toList() : List.of();
        return decision(remembering, Ledger.NOTHING);
    }

    private Decision holdAll(Gate gate, Finding finding) {
        findings.add(finding);
        held.addAll(Changes.held(plan.work().operations(), gate, Optional.empty()));
        return decision(List.of(), Ledger.NOTHING);
    }

    private Decision decision(List<Operation> operations, Ledger reservations) {
        boolean needsFinalizer = plan.ownership() instanceof Ownership.Managed && !situation.hasFinalizer();
        return new Decision(needsFinalizer, operations, reservations, held, findings, tokens, Exit.STAYS, wakeAt);
    }
}

package dev.omnibridge.simulation.planted;

import static dev.omnibridge.simulation.actor.Act.*;
import static dev.omnibridge.simulation.actor.Act.APPROVE;
import static dev.omnibridge.simulation.actor.Act.DEFINITION_DELETED;
import static dev.omnibridge.simulation.actor.Act.MANAGEMENT_BACKUP;
import static dev.omnibridge.simulation.actor.Act.MANAGEMENT_RESTORE;
import static dev.omnibridge.simulation.actor.Act.OTHER_INSTALLATION;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.operator.reconcile.BentReconciliations;
import dev.omnibridge.operator.reconcile.BentReconciliations.Bend;
import dev.omnibridge.operator.reconcile.Ports;
import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.invariant.Invariant;
import dev.omnibridge.simulation.omni.BentState;
import dev.omnibridge.simulation.operator.Seams;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Bugs on purpose: each gate switched off, each precondition dropped. */
enum PlantedBug {
    VERSION_DROPPED(
            26,
            "writes go out at whatever version is stored",
            Seams.none().withState(BentState::withoutVersion),
            Set.of(Invariant.VERSION, Invariant.LOCK, Invariant.CLAIM),
            EDIT_CLUSTER,
            EDIT_SET,
            UI_EDIT_CLUSTER,
            UI_EDIT_SET,
            UI_LOCK),
    PHASE_DROPPED(
            1,
            "writes don't say that they expect a running object",
            Seams.none().withState(BentState::withoutPhase),
            Set.of(Invariant.PHASE),
            EDIT_CLUSTER,
            SCALE),
    NO_LIVE_READ(
            39,
            "the object is not read again before a removal",
            Seams.none().withManagement(m -> Records.with(m, "live", new LyingLive(m.live(), true, false))),
            Set.of(Invariant.ASKED, Invariant.HELD),
            SCALE,
            EDIT_SET,
            POLICY,
            DELETE,
            RESTART,
            RELIST,
            FREEZE_AT_WRITE),
    CLAIM_IGNORED(
            1,
            "what others made or claimed is taken for ours",
            bent(Bend.nothing().planner(Bends::claimed)),
            Set.of(Invariant.CLAIM, Invariant.CONFLICT),
            UI_CREATE_CLUSTER,
            UI_TAKE_CLAIM,
            EDIT_CLUSTER),
    FINALIZER_SKIPPED(
            1,
            "Omni is written before the finalizer is on the object",
            bent(Bend.nothing().gates(Lies::withFinalizer)),
            Set.of(Invariant.FINALIZER),
            APPLY_SET),
    FINALIZER_ON_CONFLICT(
            1,
            "every object gets the finalizer",
            bent(Bend.nothing().decision((o, p, d) -> Records.with(d, "needsFinalizer", !Bends.isOn(o)))),
            Set.of(Invariant.CONFLICT),
            UI_CREATE_CLUSTER,
            UI_TAKE_CLAIM),
    PAUSE_IGNORED(
            2,
            "paused objects and connections are worked on",
            bent(Bend.nothing().gates(Lies::unpaused)),
            Set.of(Invariant.HELD),
            PAUSE,
            EDIT_CLUSTER,
            EDIT_SET),
    LOCK_IGNORED(
            1,
            "the lock of a cluster holds nothing",
            bent(Bend.nothing().gates(o -> Lies.inOmni(o, Bends::unlocked))),
            Set.of(Invariant.HELD),
            UI_LOCK,
            EDIT_SET,
            SCALE),
    LOCK_LIFTED(
            1,
            "locks are lifted as soon as something waits for them",
            bent(Bend.nothing().decision((o, p, d) -> Bends.unlocking(p, d))),
            Set.of(Invariant.LOCK),
            UI_LOCK,
            EDIT_CLUSTER),
    LOCKED_MACHINES_IGNORED(
            14,
            "sets shrink and go whatever machine in them is locked",
            bent(Bend.nothing().gates(o -> Lies.inOmni(o, r -> r.withoutAnnotation(OmniKeys.LOCKED)))),
            Set.of(Invariant.HELD),
            UI_LOCK,
            POLICY,
            SCALE,
            DELETE),
    FOREIGN_CONTENTS_IGNORED(
            6,
            "a cluster is torn down whatever else is in it",
            bent(Bend.nothing().plan(Bends::withoutForeign)),
            Set.of(Invariant.HELD),
            UI_CREATE_SET,
            POLICY,
            DELETE),
    RETAIN_IGNORED(
            1,
            "everything deleted is deleted in Omni",
            bent(Bend.nothing().planner(Lies::onDelete)),
            Set.of(Invariant.ASKED),
            DELETE),
    BRAKE_OFF(
            1,
            "the brake has no limits",
            bent(Bend.nothing().gates(Bends::unlimited)),
            Set.of(Invariant.BRAKE),
            EDIT_CONNECTION,
            POLICY,
            DELETE,
            SCALE,
            GIT_PRUNE),
    BRAKE_FORGETS(
            1,
            "removals are not recorded",
            Seams.none().withManagement(m -> Records.with(m, "ledger", Bends.forgetting(m.ledger()))),
            Set.of(Invariant.BRAKE),
            EDIT_CONNECTION,
            POLICY,
            DELETE,
            SCALE,
            GIT_PRUNE),
    BUDGET_OFF(
            3,
            "the disruption budget has no limit",
            bent(Bend.nothing().gates(Bends::withoutBudget)),
            Set.of(Invariant.BUDGET),
            OTHER_VERSION),
    BUDGET_FORGETS(
            3,
            "clusters that were changed are not recorded",
            Seams.none().withManagement(m -> Records.with(m, "ledger", Bends.forgetting(m.ledger()))),
            Set.of(Invariant.BUDGET),
            OTHER_VERSION),
    ABSENCE_BELIEVED(
            134,
            "what the mirror does not show is taken for absent",
            bentPorts(Bends::believing),
            Set.of(Invariant.CONFLICT, Invariant.AGAIN, Invariant.CONVERGED, Invariant.HONEST),
            UI_CREATE_CLUSTER,
            APPLY_SET,
            DROP_WATCHES),
    NOTHING_NEW_SENT(
            1,
            "updates that change nothing are sent",
            bent(Bend.nothing().decision((o, p, d) -> Bends.withIdleUpdate(p, d))),
            Set.of(Invariant.NOTHING_NEW, Invariant.HELD),
            TOUCH),
    STATUS_NEVER_WRITTEN(
            1,
            "after the first no status is written",
            bentPorts(ports -> Records.with(ports, "statuses", new OnlyFirst(ports.statuses()))),
            Set.of(Invariant.CONVERGED, Invariant.HONEST, Invariant.AGAIN, Invariant.TOKEN),
            EDIT_CLUSTER),
    APPROVAL_IGNORED(
            32,
            "what is taken over is changed without approval",
            bent(Bend.nothing().plan(Bends::approved)),
            Set.of(Invariant.CLAIM),
            UI_CREATE_CLUSTER,
            UI_DELETE,
            UI_EDIT_CLUSTER,
            DELETE,
            EDIT_CLUSTER,
            POLICY),
    DEFINITION_IGNORED(
            1,
            "objects that go with their definition are deleted in Omni",
            Seams.none().withManagement(m -> Records.with(m, "live", new LyingLive(m.live(), false, true))),
            Set.of(Invariant.ASKED),
            POLICY,
            DEFINITION_DELETED),
    OLDER_SPEC_TRUSTED(
            87,
            "what a restored, older spec says is carried out",
            bent(Bend.nothing().gates(Lies::newest)),
            Set.of(Invariant.OLDER),
            EDIT_CLUSTER,
            EDIT_SET,
            SCALE,
            MANAGEMENT_BACKUP,
            MANAGEMENT_RESTORE,
            APPROVE),
    OLDER_POLICIES_TRUSTED(
            215,
            "what a restored, older policy lets be done is done",
            bent(Bend.nothing().gates(o -> Lies.inOmni(o, Bends::withoutPolicies))),
            Set.of(Invariant.OLDER),
            POLICY,
            UI_EDIT_SET,
            UI_EDIT_CLUSTER,
            MANAGEMENT_BACKUP,
            MANAGEMENT_RESTORE),
    OTHER_INSTALLATION_IGNORED(
            1,
            "the record of another installation is taken for an older one of our own",
            Seams.none().withMemory(Bends::knowingAll),
            Set.of(Invariant.SOLE),
            OTHER_INSTALLATION,
            EDIT_CLUSTER,
            SCALE),
    PASS_FAILS(
            1,
            "a pass ends in an exception",
            bent(Bend.nothing().plan(Bends::failing)),
            Set.of(Invariant.NO_FAULT),
            DELETE);

    private final long seed;
    private final String sentence;
    private final Seams seams;
    private final Set<Invariant> catches;
    private final Set<Act> acts;

    PlantedBug(long seed, String sentence, Seams seams, Set<Invariant> catches, Act... acts) {
        this.seed = seed;
        this.sentence = sentence;
        this.seams = seams;
        this.catches = catches;
        this.acts = EnumSet.of(APPLY_CLUSTER_WITH_SETS, acts);
    }

    /** The first seed that shows it, as long as histories are made as they are now; soon after it there are others. */
    long seed() {
        return seed;
    }

    String sentence() {
        return sentence;
    }

    Seams seams() {
        return seams;
    }

    /** Invariants that may catch it. */
    Set<Invariant> catches() {
        return catches;
    }

    /** What somebody has to do for it to show. */
    Set<Act> acts() {
        return acts;
    }

    private static Seams bent(Bend bend) {
        return Seams.none().withReconciliations(BentReconciliations.of(bend, UnaryOperator.identity()));
    }

    private static Seams bentPorts(UnaryOperator<Ports> change) {
        return Seams.none().withReconciliations(BentReconciliations.of(Bend.nothing(), change));
    }
}

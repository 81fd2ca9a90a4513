package dev.omnibridge.simulation.planted;

import static dev.omnibridge.simulation.actor.Act.*;
import static dev.omnibridge.simulation.actor.Act.APPROVE;
import static dev.omnibridge.simulation.actor.Act.DEFINITION_DELETED;
import static dev.omnibridge.simulation.actor.Act.MANAGEMENT_BACKUP;
import static dev.omnibridge.simulation.actor.Act.MANAGEMENT_RESTORE;
import static dev.omnibridge.simulation.actor.Act.OTHER_INSTALLATION;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.connection.LedgerRecords;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reconcile.BentReconciliations;
import dev.omnibridge.operator.reconcile.BentReconciliations.Bend;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.operator.reconcile.OmniWriter;
import dev.omnibridge.operator.reconcile.Ports;
import dev.omnibridge.simulation.actor.Act;
import dev.omnibridge.simulation.invariant.Invariant;
import dev.omnibridge.simulation.omni.BentState;
import dev.omnibridge.simulation.operator.Seams;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
            bent(Bend.nothing().planner(PlantedBug::claimed)),
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
            bent(Bend.nothing().decision((o, p, d) -> Records.with(d, "needsFinalizer", !isOn(o)))),
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
            bent(Bend.nothing().gates(o -> Lies.inOmni(o, PlantedBug::unlocked))),
            Set.of(Invariant.HELD),
            UI_LOCK,
            EDIT_SET,
            SCALE),
    LOCK_LIFTED(
            1,
            "locks are lifted as soon as something waits for them",
            bent(Bend.nothing().decision((o, p, d) -> unlocking(p, d))),
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
            bent(Bend.nothing().plan(PlantedBug::withoutForeign)),
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
            bent(Bend.nothing().gates(PlantedBug::unlimited)),
            Set.of(Invariant.BRAKE),
            EDIT_CONNECTION,
            POLICY,
            DELETE,
            SCALE,
            GIT_PRUNE),
    BRAKE_FORGETS(
            1,
            "removals are not recorded",
            Seams.none().withManagement(m -> Records.with(m, "ledger", forgetting(m.ledger()))),
            Set.of(Invariant.BRAKE),
            EDIT_CONNECTION,
            POLICY,
            DELETE,
            SCALE,
            GIT_PRUNE),
    BUDGET_OFF(
            3,
            "the disruption budget has no limit",
            bent(Bend.nothing().gates(PlantedBug::withoutBudget)),
            Set.of(Invariant.BUDGET),
            OTHER_VERSION),
    BUDGET_FORGETS(
            3,
            "clusters that were changed are not recorded",
            Seams.none().withManagement(m -> Records.with(m, "ledger", forgetting(m.ledger()))),
            Set.of(Invariant.BUDGET),
            OTHER_VERSION),
    ABSENCE_BELIEVED(
            14,
            "what the mirror does not show is taken for absent",
            bentPorts(PlantedBug::believing),
            Set.of(Invariant.CONFLICT, Invariant.AGAIN, Invariant.CONVERGED, Invariant.HONEST),
            UI_CREATE_CLUSTER,
            APPLY_SET,
            DROP_WATCHES),
    NOTHING_NEW_SENT(
            1,
            "updates that change nothing are sent",
            bent(Bend.nothing().decision((o, p, d) -> withIdleUpdate(p, d))),
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
            bent(Bend.nothing().plan(PlantedBug::approved)),
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
    OTHER_INSTALLATION_IGNORED(
            1,
            "the record of another installation is taken for an older one of our own",
            Seams.none().withMemory(PlantedBug::knowingAll),
            Set.of(Invariant.SOLE),
            OTHER_INSTALLATION,
            EDIT_CLUSTER,
            SCALE),
    PASS_FAILS(
            1,
            "a pass ends in an exception",
            bent(Bend.nothing().plan(PlantedBug::failing)),
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

    private static IncarnationMemory knowingAll(IncarnationMemory real) {
        return new IncarnationMemory() {
            @Override
            public Set<String> known() {
                return new AbstractSet<>() {
                    @Override
                    public boolean contains(Object id) {
                        return true;
                    }

                    @Override
                    public Iterator<String> iterator() {
                        return real.known().iterator();
                    }

                    @Override
                    public int size() {
                        return real.known().size();
                    }
                };
            }

            @Override
            public void remember(String id) {
                real.remember(id);
            }
        };
    }

    private static LedgerRecords forgetting(LedgerRecords real) {
        return new LedgerRecords() {
            @Override
            public Optional<Recorded> shown(String connection) {
                return real.shown(connection);
            }

            @Override
            public Optional<Recorded> live(String connection) {
                return real.live(connection);
            }

            @Override
            public Optional<Recorded> replace(String connection, Recorded at, LedgerRecords.Records records) {
                return Optional.of(at);
            }
        };
    }

    private static boolean isOn(Object observation) {
        return ((CustomResource<?, ?>) Records.get(observation, "object"))
                .getMetadata()
                .getFinalizers()
                .contains("omnibridge.dev/finalizer");
    }

    private static Object claimed(Object observation) {
        CustomResource<?, ?> object = (CustomResource<?, ?>) Records.get(observation, "object");
        String owner = Records.get(observation, "instance") + "/" + object.getKind() + "/"
                + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
        ResourceType<?> own =
                object.getKind().equals("OmniCluster") ? ResourceTypes.CLUSTERS : ResourceTypes.MACHINE_SETS;
        return Lies.inOmni(
                observation,
                r -> r.type().equals(own)
                        ? r.withAnnotation(ClaimKeys.OWNER, owner)
                                .withAnnotation(
                                        ClaimKeys.OWNER_UID,
                                        object.getMetadata().getUid())
                        : r);
    }

    private static Resource<?> unlocked(Resource<?> resource) {
        return resource.withoutAnnotation(OmniKeys.CLUSTER_LOCKED);
    }

    private static Decision unlocking(Object plan, Decision decision) {
        boolean isHeldByLock =
                decision.held().stream().anyMatch(held -> held.gate() == dev.omnibridge.api.v1alpha1.Gate.OMNI_LOCK);
        if (!isHeldByLock || !(Records.get(plan, "omni") instanceof dev.omnibridge.operator.view.ClusterSlice slice)) {
            return decision;
        }
        return Records.with(
                decision,
                "operations",
                slice.cluster().stream()
                        .map(cluster -> dev.omnibridge.operator.plan.Unlocking.of(cluster, OmniKeys.CLUSTER_LOCKED)
                                .update())
                        .toList());
    }

    private static Object withoutForeign(Object plan) {
        Optional<?> removal = (Optional<?>) Records.get(plan, "removal");
        return removal.isPresent() && removal.get() instanceof Removal.TearDown tearDown
                ? Records.with(plan, "removal", Optional.of(Records.with(tearDown, "foreign", List.of())))
                : plan;
    }

    private static Object unlimited(Object observation) {
        ConnectionFacts facts = (ConnectionFacts) Records.get(observation, "connection");
        return Records.with(
                observation,
                "connection",
                Records.with(facts, "brake", new BrakeLimits(1_000, 1_000, 100, Duration.ofMinutes(10))));
    }

    private static Object withoutBudget(Object observation) {
        ConnectionFacts facts = (ConnectionFacts) Records.get(observation, "connection");
        return Records.with(
                observation,
                "connection",
                Records.with(facts, "budget", new BudgetLimits(1_000, Duration.ofMinutes(10))));
    }

    private static Ports believing(Ports ports) {
        return Records.with(ports, "connections", (dev.omnibridge.operator.reconcile.Connections)
                name -> ports.connections().view(name) instanceof ConnectionView.Usable usable
                        ? Records.with(usable, "writer", believing(usable.writer()))
                        : ports.connections().view(name));
    }

    private static OmniWriter believing(OmniWriter real) {
        return (OmniWriter) java.lang.reflect.Proxy.newProxyInstance(
                PlantedBug.class.getClassLoader(), new Class<?>[] {OmniWriter.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isConfirmedAbsent")) {
                        return true;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Decision withIdleUpdate(Object plan, Decision decision) {
        Object slice = Records.get(plan, "omni");
        Optional<? extends Resource<?>> own = slice instanceof dev.omnibridge.operator.view.ClusterSlice cluster
                ? cluster.cluster()
                : Optional.empty();
        boolean isManaged = Records.get(plan, "ownership") instanceof dev.omnibridge.operator.plan.Ownership.Managed;
        if (own.isEmpty() || own.get().isTearingDown() || !isManaged || decision.needsFinalizer()) {
            return decision;
        }
        List<Operation> more = new ArrayList<>(decision.operations());
        more.add(new Operation.Update(own.get(), own.get(), List.of(), Operation.ClaimChange.KEPT));
        return Records.with(decision, "operations", more);
    }

    private static Object approved(Object plan) {
        Object ownership = Records.get(plan, "ownership");
        return Records.has(ownership, "adoption")
                ? Records.with(
                        plan,
                        "ownership",
                        Records.with(
                                ownership,
                                "adoption",
                                Records.with(Records.get(ownership, "adoption"), "tokens", List.of())))
                : plan;
    }

    private static Object failing(Object plan) {
        if (((Optional<?>) Records.get(plan, "removal")).isPresent()) {
            throw new IllegalStateException("planted");
        }
        return plan;
    }
}

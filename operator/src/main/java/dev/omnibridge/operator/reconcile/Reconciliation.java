package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.HeldUpgrade;
import dev.omnibridge.operator.plan.KubernetesUpgrade;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.plan.UpgradeAnswer;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.reconcile.Executor.Result;
import dev.omnibridge.operator.reconcile.PassMemory.Remembered;
import dev.omnibridge.operator.reconcile.Subject.Circumstances;
import dev.omnibridge.operator.status.Look.Planned;
import dev.omnibridge.operator.status.Reachability;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.operator.status.WriteEvents;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pass over one object: observe, plan, decide, execute, report. The order is the safety: the first status before the finalizer, the finalizer before the
 * first write to Omni, and each step ends the pass where the object turned out to have changed.
 *
 * @param <R> the kind
 * @param <S> its status
 * @param <O> what a plan for it is made from
 * @param <P> plan for it
 */
public final class Reconciliation<R extends CustomResource<?, S>, S, O, P extends Plan> {

    /** A moment for the event that is on its way; the next pass finds the object as it is now. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** As long as a broken watch is no news, so long a connection that was not read yet after a start is none. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    /** What the informer shows a moment late brings no pass by itself when it comes: changes of a status are no reason for one. */
    private static final Duration BEHIND = Duration.ofMillis(50);

    private final Subject<R, S, O, P> subject;
    private final Ports ports;
    private final Executor executor;
    private final Reporter<R, S, O, P> reporter;
    private final WithoutOmni<R, S, O, P> withoutOmni;
    private final PassMemory memory = new PassMemory();
    private final OwnWrites ownWrites = new OwnWrites();
    private final UpgradeChecks upgradeChecks;
    private final Instant freshUntil;

    Reconciliation(Subject<R, S, O, P> subject, Ports ports) {
        this.subject = subject;
        this.ports = ports;
        this.executor = new Executor(ports.live(), ports.ledger(), ports.failures(), ports.meters(), ports.clock());
        this.reporter = new Reporter<>(subject, ports, memory, ownWrites);
        this.withoutOmni = new WithoutOmni<>(subject, ports, reporter);
        this.upgradeChecks = new UpgradeChecks(ports.failures(), ports.clock());
        this.freshUntil = ports.clock().instant().plus(GRACE);
    }

    /** One pass over the object as the informer shows it. */
    public Pass reconcile(R object) {
        if (ownWrites.isBehind(object, ports.clock().instant())) {
            return Pass.lookAgain(BEHIND);
        }
        return switch (ports.connections().view(subject.connectionOf(object))) {
            case ConnectionView.Missing(String name) ->
                withoutOmni.pass(object, new Reachability.Missing(name), missing(name));
            case ConnectionView.NotReady notReady -> notReady(object, notReady);
            case ConnectionView.Down(var facts, var snapshot, Instant since, Finding finding) ->
                withoutOmni.pass(object, new Reachability.Down(facts.name(), since, finding), finding);
            case ConnectionView.ForDeletionsOnly(var facts, var snapshot, var writer, Finding finding) ->
                isBeingDeleted(object)
                        ? withOmni(object, facts, snapshot, writer)
                        : withoutOmni.pass(object, new Reachability.NotReady(facts.name(), finding), finding);
            case ConnectionView.Usable(var facts, var snapshot, var writer) ->
                unknownSpec(object)
                        .map(finding ->
                                reporter.report(object, new Reachability.Usable(facts.name()), List.of(finding)))
                        .orElseGet(() -> withOmni(object, facts, snapshot, writer));
        };
    }

    /** A deletion does not depend on the spec, but for its policy, which is Retain where it is not known. */
    private Optional<Finding> unknownSpec(R object) {
        return isBeingDeleted(object) ? Optional.empty() : subject.unknownSpec(object);
    }

    /** The object is gone: what was remembered of it must not meet the next one of that name. */
    public void forget(String uid) {
        memory.forget(uid);
        executor.forget(uid);
        upgradeChecks.forget(uid);
        ownWrites.forget(uid);
        subject.forget(uid);
    }

    private Pass notReady(R object, ConnectionView.NotReady view) {
        Finding finding = view.finding();
        Reachability reachability = new Reachability.NotReady(view.name(), finding);
        if (view.isAnotherAccount()) {
            return withoutOmni.inAnotherAccount(object, reachability, finding);
        }
        return isToldAlready(object, finding)
                ? Pass.lookAgain(Duration.between(ports.clock().instant(), freshUntil))
                : withoutOmni.pass(object, reachability, finding);
    }

    /** Right after a start, what an object's status says is newer than our knowledge: a settled fleet is not written to be told so. */
    private boolean isToldAlready(R object, Finding finding) {
        return finding.reason() == Reason.CONNECTION_PENDING
                && subject.hasStatus(object)
                && ports.clock().instant().isBefore(freshUntil);
    }

    private Pass withOmni(R object, ConnectionFacts facts, OmniSnapshot omni, OmniWriter writer) {
        try {
            return planned(object, facts, omni, writer, false);
        } catch (OmniException e) {
            // writes end in an outcome; this was a question to Omni's store
            Reason reason = e instanceof OmniException.PermissionDenied ? Reason.PERMISSION_DENIED : Reason.OMNI_ERROR;
            Finding finding = new Finding(
                    reason, "asking Omni what it has: %s; next: %s.".formatted(e.getMessage(), e.nextStep()));
            reporter.report(object, new Reachability.Usable(facts.name()), List.of(finding));
            return Pass.failed();
        }
    }

    /** @param isLive whether the object is what the API server has answered in this very pass */
    private Pass planned(R object, ConnectionFacts facts, OmniSnapshot omni, OmniWriter writer, boolean isLive) {
        Ledger basis = ports.ledger().entries(facts.name());
        Planned<O, P> planned = plan(object, facts, omni, writer, basis, Optional.empty());
        Optional<String> request = Lifecycle.requestedAt(object);
        boolean isHandled = true;
        if (request.isPresent() && !request.equals(subject.lastHandled(object))) {
            isHandled = isFresh(planned.plan(), omni, writer);
            planned = replan(object, facts.name(), planned.plan()).orElse(planned);
        }
        Decision decision = planned.decision();
        Reachability reachability = new Reachability.Usable(facts.name());
        boolean isFirst = !subject.hasStatus(object) && !isBeingDeleted(object);
        if (isFirst || planned.plan().ownership().toAdopt().isPresent()) {
            // kstatus takes an object without conditions for done: it gets its first status before anything else
            // happens; and what a claim changes is told before it is taken
            if (!reporter.isWritten(object, reachability, planned)) {
                return Pass.lookAgain(SOON);
            }
        }
        if (decision.needsFinalizer()) {
            if (!isToBeCreated(planned.plan(), writer)) {
                return notShownYet(object, reachability, planned);
            }
            return isFinalizerAdded(object) ? planned(object, facts, omni, writer, true) : Pass.failed();
        }
        Result result = executor.apply(
                object,
                decision,
                new Executor.Basis(
                        others(planned.observation(), facts),
                        subject.missing(planned.observation()),
                        subject.inOmni(planned.observation()),
                        basis,
                        isLive),
                facts.name(),
                writer);
        return switch (result) {
            case Result.Outdated() -> Pass.failed();
            case Result.Tried(Outcome outcome, boolean triesAgain, Optional<Duration> rest) -> {
                boolean mayPass = triesAgain && isPassing(outcome);
                if (decision.exit() != Exit.STAYS && !(mayPass && isPatient(object))) {
                    yield leave(object, outcome, decision.operations().size());
                }
                Planned<O, P> now = outcome.applied().isEmpty()
                        ? planned
                        : replan(object, facts.name(), planned.plan()).orElse(planned);
                boolean asksAgain =
                        now.plan().heldUpgrade().filter(HeldUpgrade::isRetried).isPresent();
                boolean goesOn = triesAgain || asksAgain;
                Optional<String> handled = isHandled && !goesOn ? request : Optional.empty();
                Pass pass = reporter.report(object, reachability, now, outcome, handled);
                yield goesOn ? Pass.failed() : pass.within(rest);
            }
        };
    }

    /**
     * Who asks for a pass does not ask what the watch happened to have told: the store itself is read, and the mirror shows it.
     *
     * @return whether the mirror and the store agree on the object's being there; else its event is on the way, and so is the next pass
     */
    private boolean isFresh(P plan, OmniSnapshot omni, OmniWriter writer) {
        boolean isThere = !writer.isConfirmedAbsent(subject.type(), plan.id());
        return isThere || omni.kind(subject.type()).get(plan.id()).isEmpty();
    }

    /** @param known what Omni said about a Kubernetes version earlier in this pass */
    private Planned<O, P> plan(
            R object,
            ConnectionFacts facts,
            OmniSnapshot omni,
            OmniWriter writer,
            Ledger ledger,
            Optional<UpgradeAnswer> known) {
        Circumstances circumstances = circumstances(object, known);
        O observation = subject.observe(object, facts, omni, circumstances);
        P plan = subject.plan(observation);
        if (!plan.toConfirm().isEmpty()) {
            // not seen in the mirror is no proof: the store itself is asked
            Set<Absence> confirmed = plan.toConfirm().stream()
                    .filter(absence -> writer.isConfirmedAbsent(absence.type(), absence.id()))
                    .collect(Collectors.toUnmodifiableSet());
            circumstances = circumstances.confirming(confirmed);
            observation = subject.observe(object, facts, omni, circumstances);
            plan = subject.plan(observation);
        }
        Decision decision = subject.decide(observation, plan, ledger);
        Optional<KubernetesUpgrade> upgrade = subject.upgrade(observation, decision);
        if (upgrade.isPresent()) {
            // only what would go out now is asked about: not what is paused, locked or waits for approval
            UpgradeAnswer answer = upgradeChecks.answer(object, upgrade.get(), writer);
            observation = subject.observe(object, facts, omni, circumstances.answering(answer));
            plan = subject.plan(observation);
            decision = subject.decide(observation, plan, ledger);
        }
        return new Planned<>(observation, plan, decision);
    }

    /** The plan after our own writes, which the mirror shows already; for the report only. */
    private Optional<Planned<O, P>> replan(R object, String connection, P carriedOut) {
        Optional<UpgradeAnswer> known = carriedOut.heldUpgrade().map(HeldUpgrade::answer);
        return ports.connections().view(connection) instanceof ConnectionView.Usable(var facts, var omni, var writer)
                ? Optional.of(plan(object, facts, omni, writer, ports.ledger().entries(connection), known))
                : Optional.empty();
    }

    /** Custom resources beside the object that a decision about it rests on. An informer may show them as they are after it. */
    private List<Executor.Seen> others(O observation, ConnectionFacts facts) {
        return Stream.concat(
                        subject.relatives(observation).stream().map(Executor.Seen::of),
                        ports.objects().connection(facts.name()).stream()
                                .map(connection -> new Executor.Seen(connection, facts.sight())))
                .toList();
    }

    private Circumstances circumstances(R object, Optional<UpgradeAnswer> known) {
        boolean crdIsTerminating = isBeingDeleted(object) && ports.live().isCrdTerminating(kindOf(object));
        Remembered remembered = memory.of(object.getMetadata().getUid());
        return new Circumstances(
                crdIsTerminating,
                Set.of(),
                known,
                remembered.drift(),
                ports.clock().instant());
    }

    /** The patch holds for exactly the state that was read, so its answer is the live object as it was, with the finalizer. */
    private boolean isFinalizerAdded(R object) {
        Optional<String> version = ports.finalizers().add(object);
        version.ifPresent(v -> {
            object.addFinalizer(Finalizers.NAME);
            object.getMetadata().setResourceVersion(v);
            ownWrites.wrote(object.getMetadata().getUid(), v, ports.clock().instant());
        });
        return version.isPresent();
    }

    /** Its event may be on its way, or the watch died without a word: that may take half an hour, so it is told and tried ever more rarely. */
    private Pass notShownYet(R object, Reachability reachability, Planned<O, P> planned) {
        Finding finding = new Finding(
                Reason.WAITING_FOR_OMNI,
                "Omni has %s/%s, which its watch does not show yet; this is decided when it does"
                        .formatted(subject.type().shortName(), planned.plan().id()));
        reporter.report(object, reachability, planned, new Outcome(List.of(), List.of(finding)), Optional.empty());
        return Pass.failed();
    }

    /** What the mirror does not show may still be somebody else's: an object in conflict never gets our finalizer. */
    private boolean isToBeCreated(P plan, OmniWriter writer) {
        return !(plan.ownership() instanceof Ownership.WouldCreate)
                || writer.isConfirmedAbsent(subject.type(), plan.id());
    }

    private static Finding missing(String connection) {
        return new Finding(
                Reason.REFERENCE_NOT_FOUND,
                "OmniConnection %s does not exist: create it, or name another in connectionRef".formatted(connection));
    }

    /** Whether what went wrong is over in a moment: a line in doubt, behind which another account may answer, or a change of Omni's own. A lock is not. */
    private static boolean isPassing(Outcome outcome) {
        return outcome.failures().stream().anyMatch(failure -> failure.reason().standing() == Standing.MOVING);
    }

    private boolean isPatient(R object) {
        return WithoutOmni.patienceLeft(object, ports.clock().instant()).isPositive();
    }

    private Pass leave(R object, Outcome outcome, int planned) {
        WriteEvents.of(outcome).forEach(event -> ports.events().record(object, event));
        int untried = planned - outcome.applied().size() - outcome.failures().size();
        String rest = untried > 0 ? "; %d more were not tried".formatted(untried) : "";
        outcome.failures()
                .forEach(failure -> ports.events()
                        .record(object, new StatusEvent(true, "ClaimNotReleased", failure.message() + rest)));
        return switch (ports.finalizers().remove(object)) {
            case DONE -> Pass.untilEvent();
            case OUTDATED -> Pass.failed();
        };
    }

    static boolean isBeingDeleted(CustomResource<?, ?> object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    @SuppressWarnings("unchecked")
    static <R extends CustomResource<?, ?>> Class<R> kindOf(R object) {
        return (Class<R>) object.getClass();
    }
}

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.operator.plan.Absence;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
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

    /** A net below the event that our own finalizer patch brings. */
    private static final Duration NET = Duration.ofSeconds(30);

    private final Subject<R, S, O, P> subject;
    private final Ports ports;
    private final Executor executor;
    private final Reporter<R, S, O, P> reporter;
    private final WithoutOmni<R, S, O, P> withoutOmni;
    private final PassMemory memory = new PassMemory();
    private final Instant freshUntil;

    Reconciliation(Subject<R, S, O, P> subject, Ports ports) {
        this.subject = subject;
        this.ports = ports;
        this.executor = new Executor(ports.live(), ports.ledger(), ports.failures());
        this.reporter = new Reporter<>(subject, ports, memory);
        this.withoutOmni = new WithoutOmni<>(subject, ports, reporter);
        this.freshUntil = ports.clock().instant().plus(GRACE);
    }

    /** One pass over the object as the informer shows it. */
    public Pass reconcile(R object) {
        if (reporter.isBehind(object)) {
            return Pass.lookAgain(SOON);
        }
        return switch (ports.connections().view(subject.connectionOf(object))) {
            case ConnectionView.Missing(String name) ->
                withoutOmni.pass(object, new Reachability.Missing(name), missing(name));
            case ConnectionView.NotReady(String name, Finding finding) ->
                isToldAlready(object, finding)
                        ? Pass.lookAgain(Duration.between(ports.clock().instant(), freshUntil))
                        : withoutOmni.pass(object, new Reachability.NotReady(name, finding), finding);
            case ConnectionView.Down(var facts, var snapshot, Instant since, Finding finding) ->
                withoutOmni.pass(object, new Reachability.Down(facts.name(), since, finding), finding);
            case ConnectionView.ForDeletionsOnly(var facts, var snapshot, var writer, Finding finding) ->
                isBeingDeleted(object)
                        ? withOmni(object, facts, snapshot, writer)
                        : withoutOmni.pass(object, new Reachability.NotReady(facts.name(), finding), finding);
            case ConnectionView.Usable(var facts, var snapshot, var writer) ->
                withOmni(object, facts, snapshot, writer);
        };
    }

    /** The object is gone: what was remembered of it must not meet the next one of that name. */
    public void forget(String uid) {
        memory.forget(uid);
        reporter.forget(uid);
        subject.forget(uid);
    }

    /** Right after a start, what an object's status says is newer than our knowledge: a settled fleet is not written to be told so. */
    private boolean isToldAlready(R object, Finding finding) {
        return finding.reason() == Reason.CONNECTION_PENDING
                && subject.hasStatus(object)
                && ports.clock().instant().isBefore(freshUntil);
    }

    private Pass withOmni(R object, ConnectionFacts facts, OmniSnapshot omni, OmniWriter writer) {
        List<BrakeEntry> basis = ports.ledger().entries(facts.name());
        Planned<O, P> planned = plan(object, facts, omni, writer, basis);
        Decision decision = planned.decision();
        Reachability reachability = new Reachability.Usable(facts.name());
        if (!subject.hasStatus(object) && !isBeingDeleted(object)) {
            // kstatus takes an object without conditions for done: it gets its first status before anything else
            // happens
            if (!reporter.isWritten(object, reachability, planned)) {
                return Pass.lookAgain(SOON);
            }
        }
        if (decision.needsFinalizer()) {
            return isToBeCreated(planned.plan(), writer) ? addFinalizer(object) : Pass.lookAgain(SOON);
        }
        Result result = executor.apply(object, decision, basis, facts.name(), writer);
        return switch (result) {
            case Result.Outdated() -> Pass.lookAgain(SOON);
            case Result.Tried(Outcome outcome, boolean triesAgain) -> {
                if (decision.exit() != Exit.STAYS) {
                    yield leave(object, outcome);
                }
                Planned<O, P> now = outcome.applied().isEmpty()
                        ? planned
                        : replan(object, facts.name()).orElse(planned);
                Pass pass = reporter.report(object, reachability, now, outcome);
                yield triesAgain ? Pass.failed() : pass;
            }
        };
    }

    private Planned<O, P> plan(
            R object, ConnectionFacts facts, OmniSnapshot omni, OmniWriter writer, List<BrakeEntry> ledger) {
        Circumstances circumstances = circumstances(object);
        O observation = subject.observe(object, facts, omni, circumstances);
        P plan = subject.plan(observation);
        if (!plan.toConfirm().isEmpty()) {
            // not seen in the mirror is no proof: the store itself is asked
            Set<Absence> confirmed = plan.toConfirm().stream()
                    .filter(absence -> writer.isConfirmedAbsent(absence.type(), absence.id()))
                    .collect(Collectors.toUnmodifiableSet());
            observation = subject.observe(object, facts, omni, circumstances.confirming(confirmed));
            plan = subject.plan(observation);
        }
        Decision decision = subject.decide(observation, plan, ledger);
        return new Planned<>(observation, plan, decision);
    }

    /** The plan after our own writes, which the mirror shows already; for the report only. */
    private Optional<Planned<O, P>> replan(R object, String connection) {
        return ports.connections().view(connection) instanceof ConnectionView.Usable(var facts, var omni, var writer)
                ? Optional.of(plan(object, facts, omni, writer, ports.ledger().entries(connection)))
                : Optional.empty();
    }

    private Circumstances circumstances(R object) {
        boolean crdIsTerminating = isBeingDeleted(object) && ports.live().isCrdTerminating(kindOf(object));
        Remembered remembered = memory.of(object.getMetadata().getUid());
        return new Circumstances(
                crdIsTerminating,
                Set.of(),
                remembered.driftSeen(),
                ports.clock().instant());
    }

    private Pass addFinalizer(R object) {
        return switch (ports.finalizers().add(object)) {
            case DONE -> Pass.lookAgain(NET);
            case OUTDATED -> Pass.lookAgain(SOON);
        };
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

    private Pass leave(R object, Outcome outcome) {
        WriteEvents.of(outcome).forEach(event -> ports.events().record(object, event));
        outcome.failures()
                .forEach(failure ->
                        ports.events().record(object, new StatusEvent(true, "ClaimNotReleased", failure.message())));
        return switch (ports.finalizers().remove(object)) {
            case DONE -> Pass.untilEvent();
            case OUTDATED -> Pass.lookAgain(SOON);
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

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reconcile.PassMemory.Remembered;
import dev.omnibridge.operator.status.FirstSeen;
import dev.omnibridge.operator.status.Look;
import dev.omnibridge.operator.status.Look.Planned;
import dev.omnibridge.operator.status.Reachability;
import dev.omnibridge.operator.status.Report;
import dev.omnibridge.operator.status.WriteEvents;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last step of a pass: computes the status, writes it if it changed, tells of transitions, and says when to look again. */
final class Reporter<R extends CustomResource<?, S>, S, O, P extends Plan> {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Subject<R, S, O, P> subject;
    private final Ports ports;
    private final PassMemory memory;
    private final OwnWrites ownWrites;

    Reporter(Subject<R, S, O, P> subject, Ports ports, PassMemory memory, OwnWrites ownWrites) {
        this.subject = subject;
        this.ports = ports;
        this.memory = memory;
        this.ownWrites = ownWrites;
    }

    /** Writes the first status of an object; false if the object changed meanwhile, so that the pass has to end. */
    boolean isWritten(R object, Reachability reachability, Planned<O, P> planned) {
        Look<R, O, P> look =
                look(object, reachability, Optional.of(planned), List.of(), Outcome.NOTHING, Optional.empty());
        return write(object, compute(look, KubeconfigStand.UNCHANGED));
    }

    /**
     * Reports on a plan and what became of it.
     *
     * @param handled the request for a pass that is done with this one
     */
    Pass report(R object, Reachability reachability, Planned<O, P> planned, Outcome outcome, Optional<String> handled) {
        return report(object, reachability, Optional.of(planned), List.of(), outcome, handled);
    }

    /**
     * Reports where nothing could be planned. An object that lost its status stays without one until it is known what it has in Omni: with one
     * it would pass for an object that never had anything there.
     */
    Pass report(R object, Reachability reachability, List<Finding> findings) {
        if (Lifecycle.lostItsStatus(object) && !Lifecycle.isBeingDeleted(object)) {
            return Pass.untilEvent();
        }
        return report(object, reachability, Optional.empty(), findings, Outcome.NOTHING, Optional.empty());
    }

    private Pass report(
            R object,
            Reachability reachability,
            Optional<Planned<O, P>> planned,
            List<Finding> findings,
            Outcome outcome,
            Optional<String> handled) {
        WriteEvents.of(outcome).forEach(event -> ports.events().record(object, event));
        Look<R, O, P> look = look(object, reachability, planned, findings, outcome, handled);
        Report<S> report = compute(look, subject.kubeconfig(look));
        if (!write(object, report)) {
            return Pass.lookAgain(SOON);
        }
        Instant now = ports.clock().instant();
        Stream<Duration> decided =
                planned.flatMap(p -> p.decision().wakeAt()).stream().map(at -> Duration.between(now, at));
        return Stream.concat(report.lookAgainAfter().stream(), decided)
                .min(Duration::compareTo)
                .map(after -> Pass.lookAgain(after.isPositive() ? after : SOON))
                .orElseGet(Pass::untilEvent);
    }

    private Look<R, O, P> look(
            R object,
            Reachability reachability,
            Optional<Planned<O, P>> planned,
            List<Finding> findings,
            Outcome outcome,
            Optional<String> handled) {
        FirstSeen seen = memory.of(object.getMetadata().getUid()).firstSeen();
        return new Look<>(
                object,
                reachability,
                planned,
                findings,
                outcome,
                handled,
                seen,
                ports.clock().instant());
    }

    /** Computes the status, and remembers what the next look goes by. */
    private Report<S> compute(Look<R, O, P> look, KubeconfigStand kubeconfig) {
        String uid = look.object().getMetadata().getUid();
        Report<S> report = subject.report(look, kubeconfig);
        long generation = look.object().getMetadata().getGeneration();
        DriftMemory drift = memory.of(uid).drift().after(look.outcome().applied(), look.now());
        memory.remember(
                uid,
                new Remembered(
                        look.planned()
                                .map(p -> drift.seeing(p.plan().work().drift(), generation))
                                .orElse(drift),
                        report.remembered()));
        return report;
    }

    /** Writes if something changed; the object then carries the new status and version, for what follows in the same pass. */
    private boolean write(R object, Report<S> report) {
        S before = object.getStatus();
        if (report.status().equals(before)) {
            return true;
        }
        Optional<String> version = ports.statuses().write(object, report.status());
        version.ifPresent(v -> {
            subject.transitions(object, report.status())
                    .forEach(event -> ports.events().record(object, event));
            ownWrites.wrote(object.getMetadata().getUid(), v, ports.clock().instant());
            object.getMetadata().setResourceVersion(v);
            object.setStatus(report.status());
        });
        return version.isPresent();
    }
}

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.operator.plan.Plan;
import dev.omnibridge.operator.policy.DeletionHolds;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.status.Reachability;
import dev.omnibridge.operator.status.StatusEvent;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pass over an object whose Omni can't be used now. Nothing is planned; an object that is being deleted leaves if nothing is to be removed in Omni, and
 * says what it waits for otherwise.
 */
final class WithoutOmni<R extends CustomResource<?, S>, S, O, P extends Plan> {

    /** How long a deletion on Retain waits for a connection that may come back, to give up its claims properly. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Subject<R, S, O, P> subject;
    private final Ports ports;
    private final Reporter<R, S, O, P> reporter;

    WithoutOmni(Subject<R, S, O, P> subject, Ports ports, Reporter<R, S, O, P> reporter) {
        this.subject = subject;
        this.ports = ports;
        this.reporter = reporter;
    }

    /** @param obstacle why Omni can't be used */
    Pass pass(R object, Reachability reachability, Finding obstacle) {
        if (!Reconciliation.isBeingDeleted(object)) {
            // what it is worth, and for how long it is only waited for, the status finds out by itself
            return reporter.report(object, reachability, List.of());
        }
        if (!Finalizers.isOn(object)) {
            return Pass.untilEvent();
        }
        Optional<Finding> hold = subject.deletionHold(object)
                .or(() ->
                        ports.objects().connection(subject.connectionOf(object)).flatMap(DeletionHolds::of));
        if (hold.isPresent()) {
            return reporter.report(object, reachability, List.of(hold.get()));
        }
        boolean crdIsTerminating = ports.live().isCrdTerminating(Reconciliation.kindOf(object));
        DeletionPolicy policy =
                subject.deletionWithoutConnection(object, crdIsTerminating).policy();
        return switch (policy) {
            case RETAIN -> retain(object, reachability, obstacle);
            case DELETE -> reporter.report(object, reachability, List.of(blocked(obstacle)));
        };
    }

    /** Another account answers: claims in the right one are not to be lost, so nothing leaves until that is settled, whatever its policy. */
    Pass inAnotherAccount(R object, Reachability reachability, Finding obstacle) {
        return Reconciliation.isBeingDeleted(object) && Finalizers.isOn(object)
                ? reporter.report(
                        object,
                        reachability,
                        List.of(new Finding(
                                Reason.DELETION_BLOCKED,
                                "it stays until the account that holds its claim answers again; "
                                        + obstacle.message())))
                : reporter.report(object, reachability, List.of());
    }

    private Pass retain(R object, Reachability reachability, Finding obstacle) {
        Duration left = patienceLeft(object, ports.clock().instant());
        boolean mayComeBack = obstacle.reason().standing() == Standing.MOVING;
        if (mayComeBack && left.isPositive()) {
            reporter.report(object, reachability, List.of(obstacle));
            return Pass.lookAgain(left);
        }
        ports.events()
                .record(
                        object,
                        new StatusEvent(
                                true,
                                "ClaimNotReleased",
                                "left without giving up its claim in Omni: " + obstacle.message()));
        return switch (ports.finalizers().remove(object)) {
            case DONE -> Pass.untilEvent();
            case OUTDATED -> Pass.failed();
        };
    }

    /** How much longer a deletion on Retain waits for what may pass by itself; negative if no longer. */
    static Duration patienceLeft(CustomResource<?, ?> object, Instant now) {
        Instant deleted = Instant.parse(object.getMetadata().getDeletionTimestamp());
        return Duration.between(now, deleted.plus(PATIENCE));
    }

    /** What heals by itself is waited for; else a person has to move, or to change the policy. */
    private static Finding blocked(Finding obstacle) {
        if (obstacle.reason().standing() == Standing.MOVING) {
            return new Finding(Reason.CONNECTION_DOWN, obstacle.message());
        }
        return new Finding(
                Reason.DELETION_BLOCKED,
                obstacle.message()
                        + "; mend the connection, or set deletionPolicy: Retain to let the object go and keep what is in Omni");
    }
}

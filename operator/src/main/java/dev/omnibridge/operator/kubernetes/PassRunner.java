package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.reconcile.BackOff;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one pass for JOSDK: keeps back-off and the start gate, and sets the alarm for the next pass. JOSDK itself writes nothing for us, and its
 * timers and its retry stay for programming errors.
 */
public final class PassRunner<P extends HasMetadata> {

    private static final Logger LOG = LoggerFactory.getLogger(PassRunner.class);

    /** A net below all events: no object is left alone for longer. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final BackOff backOff;
    private final Alarms alarms;
    private final PassGate gate;
    private final Consumer<P> wake;
    private final Function<P, Pass> reconciliation;
    private final Consumer<P> standby;
    private final Tracer tracer;

    /**
     * A runner for one kind.
     *
     * @param gate open while all informers are filled and this process leads; before and after, a relation that isn't seen means nothing
     * @param wake asks for another pass over an object
     * @param standby what is done with an object while no pass may run
     * @param tracer makes spans of passes
     */
    PassRunner(
            BackOff backOff,
            Alarms alarms,
            PassGate gate,
            Consumer<P> wake,
            Function<P, Pass> reconciliation,
            Consumer<P> standby,
            Tracer tracer) {
        this.backOff = backOff;
        this.alarms = alarms;
        this.gate = gate;
        this.wake = wake;
        this.reconciliation = reconciliation;
        this.standby = standby;
        this.tracer = tracer;
    }

    /** As {@link #run(HasMetadata)}, for JOSDK and in its words. */
    UpdateControl<P> run(P object, Context<P> context) {
        if (!context.isPrimaryResourceDeleted()) {
            Duration next = run(object)
                    .filter(after -> after.compareTo(LONGEST_REST) < 0)
                    .orElse(LONGEST_REST);
            alarms.set(object.getMetadata().getUid(), next, () -> wake.accept(object));
        }
        return UpdateControl.noUpdate();
    }

    /**
     * Runs one pass, unless the object rests.
     *
     * @param object as the informer shows it
     * @return when to run the next, if no event comes before
     */
    public Optional<Duration> run(P object) {
        return gate.run(() -> next(object), object.getMetadata().getUid(), () -> wake.accept(object))
                .orElseGet(() -> {
                    standby.accept(object);
                    return Optional.empty();
                });
    }

    private Optional<Duration> next(P object) {
        String uid = object.getMetadata().getUid();
        String wish = Lifecycle.wish(object);
        Duration rest = backOff.rest(uid, wish).orElse(Duration.ZERO);
        if (rest.isPositive()) {
            return Optional.of(rest);
        }
        Pass pass = traced(object);
        return switch (pass.verdict()) {
            case FAILED -> Optional.of(backOff.failed(uid, wish));
            case FINE -> {
                backOff.forget(uid);
                yield pass.lookAgainAfter();
            }
        };
    }

    private Pass traced(P object) {
        try (PassTrace trace = PassTrace.of(object, tracer)) {
            return trace.ended(pass(object));
        }
    }

    private Pass pass(P object) {
        try {
            return reconciliation.apply(object);
        } catch (RuntimeException e) {
            // the API server refused or went away in the middle; nothing is lost, the next pass starts from what is
            // there
            LOG.warn(
                    "{} {}/{}: pass ended early: {}",
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    e.getMessage());
            LOG.debug("pass ended early", e);
            return Pass.failed();
        }
    }
}

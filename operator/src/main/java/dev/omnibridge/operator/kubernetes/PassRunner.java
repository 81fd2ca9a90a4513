package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.reconcile.BackOff;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one pass at a time: keeps back-off and the start gate, and says when the next is due. JOSDK itself writes nothing for us, and its
 * retry stays for programming errors.
 */
public final class PassRunner<P extends HasMetadata> {

    private static final Logger LOG = LoggerFactory.getLogger(PassRunner.class);
    private static final Duration BEFORE_START = Duration.ofMillis(100);

    private final BackOff backOff;
    private final BooleanSupplier started;
    private final Function<P, Pass> reconciliation;

    /** @param started whether all informers are filled; before that a relation that isn't seen means nothing */
    PassRunner(BackOff backOff, BooleanSupplier started, Function<P, Pass> reconciliation) {
        this.backOff = backOff;
        this.started = started;
        this.reconciliation = reconciliation;
    }

    /** As {@link #run(HasMetadata)}, for JOSDK and in its words. */
    UpdateControl<P> run(P object, Context<P> context) {
        UpdateControl<P> done = UpdateControl.noUpdate();
        return context.isPrimaryResourceDeleted()
                ? done
                : run(object).map(done::rescheduleAfter).orElse(done);
    }

    /**
     * Runs one pass, unless the object rests.
     *
     * @param object as the informer shows it
     * @return when to run the next, if no event comes before
     */
    public Optional<Duration> run(P object) {
        if (!started.getAsBoolean()) {
            return Optional.of(BEFORE_START);
        }
        String uid = object.getMetadata().getUid();
        long generation = object.getMetadata().getGeneration();
        Duration rest = backOff.rest(uid, generation).orElse(Duration.ZERO);
        if (rest.isPositive()) {
            return Optional.of(rest);
        }
        Pass pass = pass(object);
        return switch (pass.verdict()) {
            case FAILED -> Optional.of(backOff.failed(uid, generation));
            case FINE -> {
                backOff.forget(uid);
                yield pass.lookAgainAfter();
            }
        };
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

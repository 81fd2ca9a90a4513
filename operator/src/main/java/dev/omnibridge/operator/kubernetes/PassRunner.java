package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.operator.plan.Lifecycle;
import dev.omnibridge.operator.reconcile.BackOff;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one pass for JOSDK: keeps back-off and the start gate, and turns the pass into JOSDK's answer. JOSDK itself writes nothing for us, and its
 * retry stays for programming errors.
 */
final class PassRunner<P extends HasMetadata> {

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

    UpdateControl<P> run(P object, Context<P> context) {
        if (context.isPrimaryResourceDeleted()) {
            return UpdateControl.noUpdate();
        }
        if (!started.getAsBoolean()) {
            return UpdateControl.<P>noUpdate().rescheduleAfter(BEFORE_START);
        }
        String uid = object.getMetadata().getUid();
        long asked = asked(object);
        Duration rest = backOff.rest(uid, asked).orElse(Duration.ZERO);
        if (rest.isPositive()) {
            return UpdateControl.<P>noUpdate().rescheduleAfter(rest);
        }
        Pass pass = pass(object);
        return switch (pass.verdict()) {
            case FAILED -> UpdateControl.<P>noUpdate().rescheduleAfter(backOff.failed(uid, asked));
            case FINE -> {
                backOff.forget(uid);
                UpdateControl<P> done = UpdateControl.noUpdate();
                yield pass.lookAgainAfter().map(done::rescheduleAfter).orElse(done);
            }
        };
    }

    /** What a person asks for: an approval is tried at once, as another spec is. Other annotations of ours come from us. */
    private static long asked(HasMetadata object) {
        return Objects.hash(object.getMetadata().getGeneration(), Lifecycle.approvals(object));
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

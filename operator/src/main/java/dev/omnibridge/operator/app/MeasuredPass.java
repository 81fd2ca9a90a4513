package dev.omnibridge.operator.app;

import dev.omnibridge.operator.reconcile.Meters;
import dev.omnibridge.operator.reconcile.Pass;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.function.Function;

/**
 * A pass of which is told how it ended and how long it took, by the machine's clock: what it costs is no matter of the operator's own time.
 *
 * @param <P> the kind
 */
record MeasuredPass<P extends HasMetadata>(Function<P, Pass> pass, Meters meters) implements Function<P, Pass> {

    @Override
    public Pass apply(P object) {
        long begun = System.nanoTime();
        Pass.Verdict verdict = Pass.Verdict.FAILED;
        try {
            Pass done = pass.apply(object);
            verdict = done.verdict();
            return done;
        } finally {
            meters.passed(object.getKind(), verdict, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}

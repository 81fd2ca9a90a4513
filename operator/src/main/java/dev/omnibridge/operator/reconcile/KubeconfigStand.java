package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.status.KubeconfigReport;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How the kubeconfig of an object stands, and when to look at it again although nothing happened. */
record KubeconfigStand(KubeconfigReport report, Optional<Duration> lookAgainAfter) {

    /** It was not looked at. */
    static final KubeconfigStand UNCHANGED = new KubeconfigStand(new KubeconfigReport.Unchanged(), Optional.empty());

    /** The sooner of the two. */
    Optional<Duration> soonerThan(Optional<Duration> other) {
        return Stream.concat(lookAgainAfter.stream(), other.stream()).min(Duration::compareTo);
    }
}

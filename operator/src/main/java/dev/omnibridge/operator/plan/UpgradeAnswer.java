package dev.omnibridge.operator.plan;

import dev.omnibridge.operator.reason.Finding;
import java.time.Instant;
import java.util.Optional;

/** What came of asking Omni about a {@link KubernetesUpgrade}. */
public sealed interface UpgradeAnswer {

    /** Omni's checks found nothing. */
    record Allowed() implements UpgradeAnswer {}

    /**
     * The version stays as it is for now.
     *
     * @param finding what Omni said, or why it could not say
     * @param askAgainAt when it is asked again although nothing changed; empty after a failure, which is tried again with back-off
     */
    record Withheld(Finding finding, Optional<Instant> askAgainAt) implements UpgradeAnswer {}
}

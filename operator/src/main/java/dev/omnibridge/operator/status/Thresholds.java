package dev.omnibridge.operator.status;

import java.time.Duration;

/** How long facts that often pass by themselves must last before a status counts them. */
final class Thresholds {

    /** GitOps tools apply a connection, its Secret and what uses them in any order. */
    static final Duration MISSING_REFERENCE = Duration.ofMinutes(2);

    /** A failed configuration was seen to clear within 3 s. */
    static final Duration CONFIG_FAILURE = Duration.ofSeconds(15);

    /** Omni allocates a machine that fits within a few seconds. */
    static final Duration SHORTAGE = Duration.ofSeconds(15);

    /** The Kubernetes API goes away for a moment at each step of an upgrade. */
    static final Duration API_DURING_UPGRADE = Duration.ofSeconds(60);

    /** A machine that is reset comes back within minutes; one that does not needs a person. */
    static final Duration RELEASE = Duration.ofMinutes(30);

    private Thresholds() {}
}

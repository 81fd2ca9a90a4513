package dev.omnibridge.operator.reason;

/** The four kinds of "not ready": who or what has to move next. */
public enum Standing {
    /** Proceeds or heals by itself. */
    MOVING,
    /** A person must change something. */
    STUCK,
    /** Somebody decided that it waits. */
    HELD,
    /** The spec is in Omni and was reached once; now it does not work. */
    DEGRADED
}

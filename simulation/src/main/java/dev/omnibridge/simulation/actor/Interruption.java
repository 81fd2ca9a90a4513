package dev.omnibridge.simulation.actor;

/** What happens to an operator process at one of its next writes. */
public enum Interruption {
    /** It is killed before the write. */
    KILL_BEFORE,
    /** It is killed after the write had its effect, before it learns of that. */
    KILL_AFTER,
    /** It stands still before the write while the world goes on. */
    FREEZE
}

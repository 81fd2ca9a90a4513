package dev.omnibridge.operator.release;

/** One thing that was held, and what became of it. */
public sealed interface Step {

    /** Given up; in a dry run, what would be given up. */
    record GivenUp(String what) implements Step {}

    /**
     * Still held.
     *
     * @param what claim, finalizer or account
     * @param why and what to do about it
     */
    record Kept(String what, String why) implements Step {}
}

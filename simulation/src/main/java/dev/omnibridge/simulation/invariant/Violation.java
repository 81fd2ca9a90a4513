package dev.omnibridge.simulation.invariant;

/** An invariant does not hold. An error and no exception, so that nothing in the operator catches it on its way. */
public final class Violation extends Error {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    /** @param found what was found, in words */
    public Violation(Invariant invariant, String found) {
        super(invariant.id() + " " + invariant + ": " + found, null, false, false);
        this.invariant = invariant;
    }

    /** Which one. */
    public Invariant invariant() {
        return invariant;
    }
}

package dev.omnibridge.simulation.operator;

/** Ends an operator process wherever it stands, as the end of a pod does: nothing in it runs any more. */
public final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    /** The end. */
    public Killed() {
        super(null, null, false, false);
    }
}

package dev.omnibridge.simulation.operator;

/** Calls to the API server that are to fail. */
public final class ApiFaults {

    /** How a call fails. */
    enum Fault {
        NONE,
        /** Nothing happened. */
        REFUSED,
        /** It happened, and the answer was lost. */
        ANSWER_LOST
    }

    private int refusals;
    private int lostAnswers;

    /** Lets the next calls fail without effect. */
    public void refuseNext(int calls) {
        refusals = calls;
    }

    /** Lets the answers of the next calls get lost. */
    public void loseNextAnswers(int calls) {
        lostAnswers = calls;
    }

    /** Ends all faults. */
    public void clear() {
        refusals = 0;
        lostAnswers = 0;
    }

    Fault next() {
        if (refusals > 0) {
            refusals--;
            return Fault.REFUSED;
        }
        if (lostAnswers > 0) {
            lostAnswers--;
            return Fault.ANSWER_LOST;
        }
        return Fault.NONE;
    }
}

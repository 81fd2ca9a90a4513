package dev.omnibridge.simulation.omni;

import dev.omnibridge.omni.state.OmniException;
import java.util.Optional;

/** What goes wrong between the operator and Omni, to order. */
public final class OmniFaults {

    /** How a call fails. */
    public enum Kind {
        /** UNAVAILABLE, and nothing happened. */
        UNAVAILABLE,
        /** DEADLINE_EXCEEDED, and nothing happened. */
        DEADLINE,
        /** UNAVAILABLE, after the call had its effect. */
        UNAVAILABLE_AFTER,
        /** DEADLINE_EXCEEDED, after the call had its effect. */
        DEADLINE_AFTER
    }

    private Kind kind = Kind.UNAVAILABLE;
    private int calls;
    private boolean isDown;
    private boolean objectsToUpgrades;

    /** Lets the next calls fail. */
    public void failNext(int number, Kind how) {
        calls = number;
        kind = how;
    }

    /** Lets all calls fail, and no watch stand, until it is up again. */
    public void setDown(boolean down) {
        isDown = down;
    }

    /** Whether Omni is away. */
    public boolean isDown() {
        return isDown;
    }

    /** Ends all faults. */
    public void clear() {
        calls = 0;
        isDown = false;
        objectsToUpgrades = false;
    }

    /** Whether Omni's checks say no to any upgrade of Kubernetes. */
    public void setObjectsToUpgrades(boolean objects) {
        objectsToUpgrades = objects;
    }

    boolean objectsToUpgrades() {
        return objectsToUpgrades;
    }

    /** The failure of the next call, if it is to fail. */
    Optional<Kind> next() {
        if (isDown) {
            return Optional.of(Kind.UNAVAILABLE);
        }
        if (calls > 0) {
            calls--;
            return Optional.of(kind);
        }
        return Optional.empty();
    }

    static boolean isAfterEffect(Kind fault) {
        return fault == Kind.UNAVAILABLE_AFTER || fault == Kind.DEADLINE_AFTER;
    }

    static OmniException failure(Kind fault, String call) {
        return switch (fault) {
            case UNAVAILABLE, UNAVAILABLE_AFTER -> new OmniException.Unavailable(call + ": for this simulation", null);
            case DEADLINE, DEADLINE_AFTER -> new OmniException.DeadlineExceeded(call + ": for this simulation", null);
        };
    }
}

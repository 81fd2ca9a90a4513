package dev.omnibridge.omni.resource;

/** Life phase of a resource in COSI; a resource never leaves {@link #TEARING_DOWN} by itself. */
public enum Phase {
    RUNNING("running"),
    TEARING_DOWN("tearingDown");

    private final String wireName;

    Phase(String wireName) {
        this.wireName = wireName;
    }

    /** The word COSI uses on the wire. */
    public String wireName() {
        return wireName;
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if COSI knows no such phase
     */
    public static Phase ofWireName(String wireName) {
        for (Phase phase : values()) {
            if (phase.wireName.equals(wireName)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("unknown phase \"" + wireName + "\": a resource is running or tearingDown");
    }
}

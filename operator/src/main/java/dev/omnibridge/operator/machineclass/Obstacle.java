package dev.omnibridge.operator.machineclass;

/** Why Omni does not give a machine of a class to a set, in the order in which they are looked for. */
public enum Obstacle {
    BUSY("Busy"),
    EVICTED("Evicted"),
    RESERVED("Reserved"),
    DISCONNECTED("Disconnected"),
    NOT_READY_TO_USE("NotReadyToUse"),
    TALOS_VERSION("TalosVersion"),
    CLASS_NOT_FOUND("ClassNotFound");

    private final String text;

    Obstacle(String text) {
        this.text = text;
    }

    /** The obstacle as the status writes it. */
    public String text() {
        return text;
    }
}

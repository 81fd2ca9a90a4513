package dev.omnibridge.simulator.catalog;

/** Generation of Omni that is simulated, where generations differ. */
public enum OmniVersion {
    V1_9("v1.9.3", 2),
    V1_10("v1.10.4", 2),
    /** The main branch after 1.10. */
    MAIN("v1.11.0", 3);

    private final String text;
    private final int apiVersion;

    OmniVersion(String text, int apiVersion) {
        this.text = text;
        this.apiVersion = apiVersion;
    }

    /** Version the server tells of itself. */
    public String text() {
        return text;
    }

    /** Version of the backend API, which omnictl compares with its own. */
    public int apiVersion() {
        return apiVersion;
    }

    /** Whether this generation has what came with the given one. */
    public boolean isAtLeast(OmniVersion other) {
        return compareTo(other) >= 0;
    }
}

package dev.omnibridge.simulator.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Generation of Omni that is simulated, where generations differ. */
public enum OmniVersion {
    V1_9("1.9", "v1.9.3", 2),
    V1_10("1.10", "v1.10.4", 2),
    /** The main branch after 1.10. */
    MAIN("main", "v1.11.0", 3);

    private final String title;
    private final String text;
    private final int apiVersion;

    OmniVersion(String title, String text, int apiVersion) {
        this.title = title;
        this.text = text;
        this.apiVersion = apiVersion;
    }

    /** The generation of this name. */
    public static Optional<OmniVersion> named(String title) {
        return Arrays.stream(values())
                .filter(version -> version.title.equals(title))
                .findFirst();
    }

    /** All names, for a message. */
    public static String titles() {
        return Arrays.stream(values()).map(version -> version.title).collect(Collectors.joining(", "));
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

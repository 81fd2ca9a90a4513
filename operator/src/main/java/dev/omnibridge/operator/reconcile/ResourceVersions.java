package dev.omnibridge.operator.reconcile;

/** Order of the resourceVersions of one object. */
public final class ResourceVersions {

    private ResourceVersions() {}

    /** Whether one is older than the other: versions of one object are growing numbers; of others nothing is known, and the answer is no. */
    public static boolean isOlder(String one, String other) {
        try {
            return Long.parseLong(one) < Long.parseLong(other);
        } catch (NumberFormatException _) {
            return false;
        }
    }
}

package dev.omnibridge.operator.claim;

/** Annotations that we write on objects in Omni: the claim and our memory. */
public final class ClaimKeys {

    /** Who claims the object, see {@link Owner#text()}. */
    public static final String OWNER = "omnibridge.dev/owner";

    /** Uid of the custom resource that claims it. */
    public static final String OWNER_UID = "omnibridge.dev/owner-uid";

    /** What we last set on it, see {@link Applied}. */
    public static final String APPLIED = "omnibridge.dev/applied";

    /** Who gave the claim up, see {@link Owner#releaseMark()}. */
    public static final String RELEASED = "omnibridge.dev/released";

    /** Our name in {@code omni.sidero.dev/managed-by-gitops-tools}, which Omni's UI shows. */
    public static final String TOOL = "omnibridge";

    private ClaimKeys() {}
}

package dev.omnibridge.api.v1alpha1;

/** Names that all kinds share, in Kubernetes. Marks on Omni's own objects belong to the operator. */
public final class OmniBridgeApi {
    /** The API group. */
    public static final String GROUP = "omnibridge.dev";

    /** The only version, served and stored. */
    public static final String VERSION = "v1alpha1";

    /** {@code kubectl get omni} lists all kinds of this category. */
    public static final String CATEGORY = "omni";

    /** On our kinds from the decision to write to Omni until the claims there are released. */
    public static final String FINALIZER = "omnibridge.dev/finalizer";

    /** On our kinds, by people: a comma-separated list of tokens copied from {@code status.awaitingApproval}. */
    public static final String APPROVE_ANNOTATION = "omnibridge.dev/approve";

    /** On our kinds, by people or a GitOps tool: {@code "true"} pauses as {@code spec.paused} does, without a difference to Git. */
    public static final String PAUSED_ANNOTATION = "omnibridge.dev/paused";

    /** On OmniCluster and OmniMachineSet, by people: any new value asks for one full pass now. */
    public static final String REQUESTED_AT_ANNOTATION = "omnibridge.dev/requested-at";

    /** The connection that an OmniCluster uses when it names none. */
    public static final String DEFAULT_CONNECTION = "default";

    private OmniBridgeApi() {}
}

package dev.omnibridge.omni.resource;

/** Label and annotation keys that Omni gives a meaning to; a marker's value is the empty text. */
public final class OmniKeys {

    /** Prefix of all of Omni's own keys. */
    public static final String PREFIX = "omni.sidero.dev/";

    // labels
    public static final String CLUSTER = PREFIX + "cluster";
    public static final String MACHINE_SET = PREFIX + "machine-set";
    public static final String CLUSTER_MACHINE = PREFIX + "cluster-machine";
    public static final String ROLE_CONTROL_PLANE = PREFIX + "role-controlplane";
    public static final String ROLE_WORKER = PREFIX + "role-worker";
    public static final String MANAGED_BY_MACHINE_SET_NODE_CONTROLLER =
            PREFIX + "managed-by-machine-set-node-controller";
    public static final String NODE_NAME = PREFIX + "node-name";
    public static final String HOSTNAME = PREFIX + "hostname";
    public static final String CONNECTED = PREFIX + "connected";
    public static final String DISCONNECTED = PREFIX + "disconnected";
    public static final String AVAILABLE = PREFIX + "available";
    public static final String READY_TO_USE = PREFIX + "ready-to-use";
    public static final String REPORTING_EVENTS = PREFIX + "reporting-events";
    public static final String INVALID_STATE = PREFIX + "invalid-state";
    public static final String INSTALLED = PREFIX + "installed";
    public static final String TALOS_VERSION = PREFIX + "talos-version";
    public static final String NO_MANUAL_ALLOCATION = PREFIX + "no-manual-allocation";
    public static final String LOCKED_UPDATE = PREFIX + "locked-update";
    public static final String CLUSTER_UUID = PREFIX + "cluster-uuid";
    /** Excludes a machine from allocation by class; bare, without the prefix. */
    public static final String EVICTED = "evicted";

    // annotations
    public static final String LOCKED = PREFIX + "locked";
    public static final String CLUSTER_LOCKED = PREFIX + "cluster-locked";
    public static final String CLUSTER_IMPORT_IS_IN_PROGRESS = PREFIX + "cluster-import-is-in-progress";
    public static final String MANAGED_BY_CLUSTER_TEMPLATES = PREFIX + "managed-by-cluster-templates";
    public static final String MANAGED_BY_GITOPS_TOOLS = PREFIX + "managed-by-gitops-tools";

    private OmniKeys() {}
}

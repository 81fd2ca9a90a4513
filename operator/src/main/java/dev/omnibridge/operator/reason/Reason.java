package dev.omnibridge.operator.reason;

/** The reasons a condition gives, a closed list; each name is written as the condition's reason, see {@link #text()}. */
public enum Reason {
    // Synced is False: moving
    APPLYING("Applying", Standing.MOVING),
    CONNECTION_PENDING("ConnectionPending", Standing.MOVING),
    OMNI_ERROR("OmniError", Standing.MOVING),
    WAITING_FOR_REFERENCE("WaitingForReference", Standing.MOVING),
    WAITING_FOR_CLUSTER("WaitingForCluster", Standing.MOVING),
    WAITING_FOR_OMNI("WaitingForOmni", Standing.MOVING),
    // stuck
    REFERENCE_NOT_FOUND("ReferenceNotFound", Standing.STUCK),
    CONNECTION_NOT_READY("ConnectionNotReady", Standing.STUCK),
    NAME_CONFLICT("NameConflict", Standing.STUCK),
    OWNERSHIP_CONFLICT("OwnershipConflict", Standing.STUCK),
    CLAIM_LOST("ClaimLost", Standing.STUCK),
    OWNERSHIP_CONTESTED("OwnershipContested", Standing.STUCK),
    REMOVED_IN_OMNI("RemovedInOmni", Standing.STUCK),
    SPEC_OLDER_THAN_APPLIED("SpecOlderThanApplied", Standing.STUCK),
    NOT_ALLOWED("NotAllowed", Standing.STUCK),
    VERSION_NOT_AVAILABLE("VersionNotAvailable", Standing.STUCK),
    VERSIONS_INCOMPATIBLE("VersionsIncompatible", Standing.STUCK),
    UPGRADE_NOT_POSSIBLE("UpgradeNotPossible", Standing.STUCK),
    PRE_CHECK_FAILED("PreCheckFailed", Standing.STUCK),
    INVALID_CONTENT("InvalidContent", Standing.STUCK),
    MACHINE_IN_USE("MachineInUse", Standing.STUCK),
    MACHINE_INCOMPATIBLE("MachineIncompatible", Standing.STUCK),
    SWITCH_NEEDS_EMPTY_SET("SwitchNeedsEmptySet", Standing.STUCK),
    IMMUTABLE_IN_OMNI("ImmutableInOmni", Standing.STUCK),
    REFUSED_BY_OMNI("RefusedByOmni", Standing.STUCK),
    PERMISSION_DENIED("PermissionDenied", Standing.STUCK),
    // held
    PAUSED("Paused", Standing.HELD),
    OMNI_LOCKED("OmniLocked", Standing.HELD),
    APPROVAL_REQUIRED("ApprovalRequired", Standing.HELD),
    OPERATOR_CHANGED("OperatorChanged", Standing.HELD),
    RELEASE_HELD("ReleaseHeld", Standing.HELD),
    BEING_DELETED_ELSEWHERE("BeingDeletedElsewhere", Standing.HELD),
    NOT_IN_OMNI("NotInOmni", Standing.HELD),
    DRIFTED("Drifted", Standing.HELD),

    // Ready is False although Omni has the spec: moving
    WAITING_FOR_CONTROL_PLANE("WaitingForControlPlane", Standing.MOVING),
    INSUFFICIENT_MACHINES("InsufficientMachines", Standing.MOVING),
    PROVISIONING("Provisioning", Standing.MOVING),
    SCALING_UP("ScalingUp", Standing.MOVING),
    SCALING_DOWN("ScalingDown", Standing.MOVING),
    UPGRADING_TALOS("UpgradingTalos", Standing.MOVING),
    UPGRADING_KUBERNETES("UpgradingKubernetes", Standing.MOVING),
    UPGRADING("Upgrading", Standing.MOVING),
    RECONFIGURING("Reconfiguring", Standing.MOVING),
    // held, degraded, stuck
    MACHINES_LOCKED("MachinesLocked", Standing.HELD),
    MACHINES_NOT_READY("MachinesNotReady", Standing.DEGRADED),
    CONTROL_PLANE_NOT_AVAILABLE("ControlPlaneNotAvailable", Standing.DEGRADED),
    API_NOT_REACHABLE("APINotReachable", Standing.DEGRADED),
    CONFIG_APPLY_FAILED("ConfigApplyFailed", Standing.STUCK),

    // KubeconfigReady
    WAITING_FOR_API("WaitingForAPI", Standing.MOVING),
    ISSUING("Issuing", Standing.MOVING),
    TOKEN_REFUSED("TokenRefused", Standing.MOVING),
    SECRET_CONFLICT("SecretConflict", Standing.STUCK),

    // Deleting is True
    RELEASING("Releasing", Standing.MOVING),
    TEARING_DOWN("TearingDown", Standing.MOVING),
    WAITING_FOR_MACHINES("WaitingForMachines", Standing.MOVING),
    PROTECTED("Protected", Standing.STUCK),
    DELETION_BLOCKED("DeletionBlocked", Standing.STUCK),
    FOREIGN_CONTENTS("ForeignContents", Standing.HELD),
    IN_USE("InUse", Standing.HELD),

    // OmniReachable is False, statuses are Unknown
    CONNECTION_DOWN("ConnectionDown", Standing.MOVING),
    NOT_YET_REPORTED("NotYetReported", Standing.MOVING),

    // Reachable of an OmniConnection: moving, but stuck after 10 minutes if the endpoint never answered
    DNS_FAILED("DNSFailed", Standing.MOVING),
    CONNECTION_REFUSED("ConnectionRefused", Standing.MOVING),
    DEADLINE_EXCEEDED("DeadlineExceeded", Standing.MOVING),
    UNAVAILABLE("Unavailable", Standing.MOVING),
    WATCH_BROKEN("WatchBroken", Standing.MOVING),
    // stuck
    TLS_NAME_MISMATCH("TLSNameMismatch", Standing.STUCK),
    TLS_UNTRUSTED("TLSUntrusted", Standing.STUCK),
    NOT_HTTP2("NotHTTP2", Standing.STUCK),
    INSECURE_ENDPOINT("InsecureEndpoint", Standing.STUCK),

    // CredentialsValid of an OmniConnection: the first is stuck after 2 minutes
    SECRET_NOT_FOUND("SecretNotFound", Standing.MOVING),
    SECRET_KEY_MISSING("SecretKeyMissing", Standing.STUCK),
    KEY_MALFORMED("KeyMalformed", Standing.STUCK),
    KEY_EXPIRED("KeyExpired", Standing.STUCK),
    KEY_UNKNOWN("KeyUnknown", Standing.STUCK),
    CLOCK_SKEW("ClockSkew", Standing.STUCK),
    ROLE_TOO_WEAK("RoleTooWeak", Standing.STUCK),
    EULA_NOT_ACCEPTED("EULANotAccepted", Standing.STUCK),

    // Ready of an OmniConnection
    OMNI_TOO_OLD("OmniTooOld", Standing.STUCK),
    ACCOUNT_CHANGED("AccountChanged", Standing.STUCK),
    INSTANCE_CONFLICT("InstanceConflict", Standing.STUCK);

    private final String text;
    private final Standing standing;

    Reason(String text, Standing standing) {
        this.text = text;
        this.standing = standing;
    }

    /** The reason as conditions and events write it. */
    public String text() {
        return text;
    }

    /** Who or what has to move next. */
    public Standing standing() {
        return standing;
    }
}

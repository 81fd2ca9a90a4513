package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.WriteFailure;
import dev.omnibridge.operator.reconcile.WriteFailure.Next;

/**
 * The one table from what Omni answers to a write to what happens next. The client tells the kinds of errors apart; here they are
 * weighed. Nothing else in the operator decides by an error.
 */
public final class WriteFailures {

    private WriteFailures() {}

    /** Weighs a failed write; the {@link WriteFailure.Table} of the operator. */
    public static WriteFailure of(OmniException failure, Operation operation) {
        return switch (failure) {
            case OmniException.VersionConflict _, OmniException.NotFound _ ->
                retry(Reason.APPLYING, failure, operation);
            case OmniException.PhaseConflict _, OmniException.PendingFinalizers _, OmniException.AlreadyExists _ ->
                waits(Reason.WAITING_FOR_OMNI, failure, operation);
            case OmniException.ValidationFailed _ -> refused(failure, operation);
            case OmniException.OwnerConflict _, OmniException.Unsupported _ ->
                needsPerson(Reason.REFUSED_BY_OMNI, failure, operation);
            case OmniException.TooLarge _ -> needsPerson(Reason.INVALID_CONTENT, failure, operation);
            case OmniException.PermissionDenied _ -> needsPerson(Reason.PERMISSION_DENIED, failure, operation);
            // The connection itself looks into these two and says what a person has to do.
            case OmniException.Unauthenticated _, OmniException.EulaNotAccepted _ ->
                waits(Reason.CONNECTION_PENDING, failure, operation);
            case OmniException.Unavailable _,
                    OmniException.DeadlineExceeded _,
                    OmniException.Cancelled _,
                    OmniException.Unexpected _ -> retry(Reason.OMNI_ERROR, failure, operation);
        };
    }

    /**
     * A rule of Omni said no: seldom final, since many rules speak about other resources that are on their way. What the mirror shows as locked or missing is
     * held before it is sent. So Omni's cache is behind its own events here, or the mirror is behind Omni, and the event to wait for may have come already.
     */
    private static WriteFailure refused(OmniException failure, Operation operation) {
        return switch (Refusal.of(String.valueOf(failure.getMessage()))) {
            case LOCKED -> retry(Reason.OMNI_LOCKED, failure, operation);
            case GOING_AWAY -> retry(Reason.WAITING_FOR_OMNI, failure, operation);
            case PARENT_UNKNOWN -> retry(Reason.WAITING_FOR_CLUSTER, failure, operation);
            case REFERENCE_UNKNOWN -> retry(Reason.WAITING_FOR_REFERENCE, failure, operation);
            case VERSION_UNKNOWN -> needsPerson(Reason.VERSION_NOT_AVAILABLE, failure, operation);
            case VERSIONS_INCOMPATIBLE -> needsPerson(Reason.VERSIONS_INCOMPATIBLE, failure, operation);
            case UPGRADE_NOT_POSSIBLE -> needsPerson(Reason.UPGRADE_NOT_POSSIBLE, failure, operation);
            case IMMUTABLE -> needsPerson(Reason.IMMUTABLE_IN_OMNI, failure, operation);
            case OTHER -> needsPerson(Reason.REFUSED_BY_OMNI, failure, operation);
        };
    }

    private static WriteFailure retry(Reason reason, OmniException failure, Operation operation) {
        return new WriteFailure(finding(reason, failure, operation), Next.RETRY);
    }

    private static WriteFailure waits(Reason reason, OmniException failure, Operation operation) {
        return new WriteFailure(finding(reason, failure, operation), Next.WAIT);
    }

    private static WriteFailure needsPerson(Reason reason, OmniException failure, Operation operation) {
        return new WriteFailure(finding(reason, failure, operation), Next.FINAL);
    }

    private static Finding finding(Reason reason, OmniException failure, Operation operation) {
        return new Finding(
                reason, operation.summary() + ": " + failure.getMessage() + "; next: " + failure.nextStep() + ".");
    }
}

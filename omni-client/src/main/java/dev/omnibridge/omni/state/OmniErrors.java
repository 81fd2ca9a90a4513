package dev.omnibridge.omni.state;

import dev.omnibridge.omni.transport.ConnectionProblem;
import io.grpc.Status;

/**
 * The one table from what a call answers (call, code, kind of text) to an {@link OmniException}. Nobody else looks at Omni's texts. Codes and
 * texts were recorded on Omni 1.10 and main.
 */
public final class OmniErrors {

    /** Which call was made: the same code means different things. */
    public enum Call {
        GET,
        LIST,
        CREATE,
        UPDATE,
        DESTROY,
        WATCH,
        MANAGEMENT,
        /** Checks before a Kubernetes upgrade: a cluster that is too young for them is told by a failed precondition, too. */
        UPGRADE_CHECKS
    }

    private OmniErrors() {}

    /**
     * Translates a failed call.
     *
     * @param subject what the call was about, begins the message: {@code Clusters/demo}
     */
    public static OmniException of(Call call, String subject, Throwable failure) {
        if (failure instanceof OmniException known) {
            return known;
        }
        Status status = Status.fromThrowable(failure);
        String text = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        String message = subject + ": " + OmniText.oneLine(text);
        if (endedHere(status, text)) {
            return new OmniException.Cancelled(message, failure);
        }
        return ConnectionProblem.of(failure)
                .map(problem -> unreachable(problem, subject, failure))
                .orElseGet(() -> answered(call, status.getCode(), text, message, failure));
    }

    /** A watch ended with an event of type ERRORED: the stream stays open, but nothing follows. */
    static OmniException erroredEvent(String subject, String text) {
        return new OmniException.Unexpected(subject + ": the watch broke: " + OmniText.oneLine(text), null);
    }

    private static OmniException answered(Call call, Status.Code code, String text, String message, Throwable cause) {
        return switch (code) {
            case UNAUTHENTICATED -> new OmniException.Unauthenticated(message, cause);
            case PERMISSION_DENIED ->
                text.contains("is owned by") && !isValidation(text)
                        ? new OmniException.OwnerConflict(message, cause)
                        : new OmniException.PermissionDenied(message, cause);
            case NOT_FOUND -> new OmniException.NotFound(message, cause);
            case ALREADY_EXISTS -> new OmniException.AlreadyExists(message, cause);
            case FAILED_PRECONDITION -> precondition(call, text, message, cause);
            case INVALID_ARGUMENT ->
                call == Call.UPDATE && text.contains("is not in phase") && !isValidation(text)
                        ? new OmniException.PhaseConflict(message, cause)
                        : new OmniException.ValidationFailed(message, cause);
            case RESOURCE_EXHAUSTED -> new OmniException.TooLarge(message, cause);
            case UNIMPLEMENTED -> new OmniException.Unsupported(message, cause);
            // Nobody gave up here, so the other side, or something in between, went away.
            case CANCELLED -> new OmniException.Unavailable(message, cause);
            case UNKNOWN -> unknown(call, text, message, cause);
            case OK, OUT_OF_RANGE, ABORTED, DATA_LOSS, INTERNAL, DEADLINE_EXCEEDED, UNAVAILABLE ->
                new OmniException.Unexpected(message, cause);
        };
    }

    private static OmniException precondition(Call call, String text, String message, Throwable cause) {
        if (text.startsWith("EULA has not been accepted")) {
            return new OmniException.EulaNotAccepted(message, cause);
        }
        return switch (call) {
            case DESTROY ->
                text.contains("has pending finalizers")
                        ? new OmniException.PendingFinalizers(message, cause)
                        : new OmniException.VersionConflict(message, cause);
            case UPDATE -> new OmniException.VersionConflict(message, cause);
            case UPGRADE_CHECKS -> new OmniException.NotFound(message, cause);
            case GET, LIST, CREATE, WATCH, MANAGEMENT -> new OmniException.Unexpected(message, cause);
        };
    }

    /** Errors without a code of their own: of the store, and of management calls that miss a resource. */
    private static OmniException unknown(Call call, String text, String message, Throwable cause) {
        if (text.contains("request is too large")) {
            return new OmniException.TooLarge(message, cause);
        }
        if ((call == Call.MANAGEMENT || call == Call.UPGRADE_CHECKS) && text.contains("doesn't exist")) {
            return new OmniException.NotFound(message, cause);
        }
        return new OmniException.Unexpected(message, cause);
    }

    private static OmniException unreachable(ConnectionProblem problem, String subject, Throwable cause) {
        String message = subject + ": " + problem.sentence() + " (" + OmniText.oneLine(problem.detail(cause)) + "); "
                + problem.nextStep();
        return problem == ConnectionProblem.DEADLINE
                ? new OmniException.DeadlineExceeded(message, cause)
                : new OmniException.Unavailable(message, cause);
    }

    private static boolean endedHere(Status status, String text) {
        boolean interrupted =
                status.getCode() == Status.Code.CANCELLED && status.getCause() instanceof InterruptedException;
        return interrupted || text.startsWith("Channel shutdown");
    }

    private static boolean isValidation(String text) {
        return text.startsWith("failed to validate: ");
    }
}

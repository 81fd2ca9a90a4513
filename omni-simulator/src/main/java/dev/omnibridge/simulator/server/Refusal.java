package dev.omnibridge.simulator.server;

import dev.omnibridge.simulator.access.AccessDenied;
import dev.omnibridge.simulator.state.StoreException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gRPC statuses the services answer with, in Omni's codes and words (wire-protocol.md 5.6). */
public final class Refusal {

    private Refusal() {}

    /** A malformed envelope and the like. */
    static StatusRuntimeException unknown(String text) {
        return of(Status.UNKNOWN, text);
    }

    /** A rule of Omni that the content breaks, told without the list's head. */
    static StatusRuntimeException invalid(String text) {
        return of(Status.INVALID_ARGUMENT, text);
    }

    /** A handler of the real server panics here; the text is that of Go's runtime. */
    static StatusRuntimeException panic(String text) {
        return of(Status.INTERNAL, "runtime error: " + text);
    }

    /** Missing rights and broken rules together: rights come first and give the code. */
    static StatusRuntimeException validation(Optional<AccessDenied> denied, List<String> problems) {
        var all = new ArrayList<String>();
        denied.ifPresent(d -> all.add("rpc error: code = PermissionDenied desc = " + d.getMessage()));
        all.addAll(problems);
        return of(
                denied.isPresent() ? Status.PERMISSION_DENIED : Status.INVALID_ARGUMENT,
                "failed to validate: " + list(all));
    }

    /** Several errors in the form of Go's multierror. */
    public static String list(List<String> problems) {
        StringBuilder text = new StringBuilder()
                .append(problems.size())
                .append(problems.size() == 1 ? " error occurred:" : " errors occurred:");
        problems.forEach(problem -> text.append("\n\t* ").append(problem));
        return text.append("\n\n").toString();
    }

    /** What a handler threw, as status. */
    static StatusRuntimeException of(RuntimeException failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case AccessDenied denied -> of(Status.PERMISSION_DENIED, denied.getMessage());
            case StoreException refused -> of(status(refused.reason()), refused.getMessage());
            default ->
                Status.INTERNAL
                        .withDescription(failure.toString())
                        .withCause(failure)
                        .asRuntimeException();
        };
    }

    static StatusRuntimeException of(Status status, @Nullable String text) {
        return status.withDescription(text).asRuntimeException();
    }

    private static Status status(StoreException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Status.NOT_FOUND;
            case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
            case VERSION_CONFLICT, PENDING_FINALIZERS -> Status.FAILED_PRECONDITION;
            case PHASE_CONFLICT -> Status.INVALID_ARGUMENT;
            case OWNER_CONFLICT -> Status.PERMISSION_DENIED;
            case MALFORMED -> Status.UNKNOWN;
        };
    }
}

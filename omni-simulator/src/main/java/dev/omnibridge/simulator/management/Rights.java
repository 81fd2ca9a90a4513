package dev.omnibridge.simulator.management;

import dev.omnibridge.simulator.access.AccessDenied;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Roles that calls of the management service need, and how it refuses. */
final class Rights {

    private Rights() {}

    static void require(Caller caller, Role needed) {
        require(caller.role(), needed);
    }

    /** For calls that concern a cluster, in which the caller may have another role. */
    static void require(Role role, Role needed) {
        if (!role.includes(needed)) {
            throw refusal(
                    Status.PERMISSION_DENIED,
                    String.valueOf(AccessDenied.insufficient(role).getMessage()));
        }
    }

    /** For the audit log, which an Operator may not read although an Auditor may do less. */
    static void requireAuditor(Caller caller) {
        if (caller.role() != Role.AUDITOR && caller.role() != Role.ADMIN) {
            throw refusal(
                    Status.PERMISSION_DENIED,
                    "unauthorized: role \"%s\" is not one of the allowed roles [Auditor Admin]"
                            .formatted(caller.role().text()));
        }
    }

    static StatusRuntimeException refusal(Status status, String text) {
        return status.withDescription(text).asRuntimeException();
    }
}

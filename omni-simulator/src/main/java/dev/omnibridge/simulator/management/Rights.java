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

    static StatusRuntimeException refusal(Status status, String text) {
        return status.withDescription(text).asRuntimeException();
    }
}

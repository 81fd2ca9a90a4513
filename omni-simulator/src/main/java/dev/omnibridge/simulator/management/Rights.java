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
        if (!caller.role().includes(needed)) {
            throw refusal(
                    Status.PERMISSION_DENIED,
                    String.valueOf(AccessDenied.insufficient(caller.role()).getMessage()));
        }
    }

    static StatusRuntimeException refusal(Status status, String text) {
        return status.withDescription(text).asRuntimeException();
    }
}

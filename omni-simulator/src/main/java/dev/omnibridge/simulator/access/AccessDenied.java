package dev.omnibridge.simulator.access;

import dev.omnibridge.simulator.kind.Kind.Change;
import java.util.Set;

/** A call its caller may not make; the message is the one of the gRPC status. */
public final class AccessDenied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AccessDenied(String message) {
        super(message);
    }

    /** The role is below the one that is needed. */
    public static AccessDenied insufficient(Role role) {
        return new AccessDenied("unauthorized: access denied: insufficient role: \"" + role.text() + "\"");
    }

    /** The kind may be read, and changed in these ways only. */
    static AccessDenied limitedTo(Set<Change> changes) {
        return new AccessDenied(
                changes.contains(Change.UPDATE)
                        ? "only read, update and destroy access is permitted, create should be done via the"
                                + " management.CreateJoinToken API call"
                        : changes.contains(Change.DESTROY)
                                ? "only read and delete access is permitted"
                                : "only read access is permitted");
    }

    /** No client has to do with the kind, or there is none of that name. */
    public static AccessDenied closed() {
        return new AccessDenied("no access is permitted");
    }
}

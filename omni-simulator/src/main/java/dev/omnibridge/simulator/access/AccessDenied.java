package dev.omnibridge.simulator.access;

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

    static AccessDenied readOnly() {
        return new AccessDenied("only read access is permitted");
    }

    static AccessDenied closed() {
        return new AccessDenied("no access is permitted");
    }
}

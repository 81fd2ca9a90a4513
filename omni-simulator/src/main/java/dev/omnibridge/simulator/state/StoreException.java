package dev.omnibridge.simulator.state;

/** A write or read that COSI refuses, with the text the real server sends. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it was refused. */
    public enum Reason {
        NOT_FOUND,
        ALREADY_EXISTS,
        VERSION_CONFLICT,
        PHASE_CONFLICT,
        OWNER_CONFLICT,
        PENDING_FINALIZERS,
        /** The envelope is not acceptable, for instance an owner in the metadata of a new resource. */
        MALFORMED
    }

    private final Reason reason;

    StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it was refused. */
    public Reason reason() {
        return reason;
    }

    /** The error of a read, or of a write whose resource is not there. */
    public static StoreException notFound(String type, String namespace, String id) {
        return new StoreException(
                Reason.NOT_FOUND, "resource " + type + "(" + namespace + "/" + id + "@undefined) doesn't exist");
    }
}

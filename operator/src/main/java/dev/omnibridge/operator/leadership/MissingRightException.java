package dev.omnibridge.operator.leadership;

/** The management cluster does not let this process do what it was told to; the message says what to add. */
public final class MissingRightException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingRightException(String message) {
        super(message);
    }
}

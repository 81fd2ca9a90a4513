package dev.omnibridge.operator.leadership;

/** This process can't take part in the election; the message says what to do. */
public final class ElectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ElectionException(String message) {
        super(message);
    }
}

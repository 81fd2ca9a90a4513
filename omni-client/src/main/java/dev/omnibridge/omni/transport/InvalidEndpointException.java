package dev.omnibridge.omni.transport;

/** An endpoint that is no usable URL of an Omni; the message says what was found, what is allowed and an example. */
public final class InvalidEndpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidEndpointException(String message) {
        super(message);
    }
}

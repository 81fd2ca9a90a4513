package dev.omnibridge.omni.transport;

/** A CA bundle that holds no readable certificate. */
public final class InvalidCertificatesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidCertificatesException(String message) {
        super(message);
    }
}

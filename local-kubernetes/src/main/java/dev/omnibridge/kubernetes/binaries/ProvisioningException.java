package dev.omnibridge.kubernetes.binaries;

/** One source could not bring the programs; the message says why and becomes part of a longer one. */
final class ProvisioningException extends Exception {
    private static final long serialVersionUID = 1L;

    ProvisioningException(String reason) {
        super(reason);
    }

    ProvisioningException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

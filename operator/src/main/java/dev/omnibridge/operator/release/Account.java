package dev.omnibridge.operator.release;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.omni.state.StateClient;

/**
 * An Omni account as it was reached for this one errand; closing it ends the connection.
 *
 * @param state its resources
 * @param onClose what ends the connection
 */
public record Account(StateClient state, Runnable onClose) implements AutoCloseable {

    /** Reaches the account of an OmniConnection. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Signs in and makes sure that it is the account the connection's status pins.
         *
         * @throws UnreachableException if that is not possible, with what to do about it
         */
        Account open(OmniConnection connection) throws UnreachableException;
    }

    /** Why an account can't be used, and what to do about it. */
    public static final class UnreachableException extends Exception {

        private static final long serialVersionUID = 1L;

        public UnreachableException(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}

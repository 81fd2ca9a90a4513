package dev.omnibridge.operator.reconcile;

import java.util.Set;

/** Port to what the management cluster remembers of the ids under which its operator works in Omni. Calls block. */
public interface IncarnationMemory {

    /** The management cluster does not answer. */
    final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param message what it was asked for, what it said, and what helps */
        public Unanswered(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Ids that processes here have used lately; as the API server has them now. */
    Set<String> known();

    /** Remembers an id, before it is in Omni. */
    void remember(String id);
}

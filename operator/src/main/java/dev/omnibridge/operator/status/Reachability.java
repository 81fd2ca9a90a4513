package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Finding;
import java.time.Instant;

/** What an object's connection to Omni is worth right now, as far as its status is concerned. */
public sealed interface Reachability {

    /** There is no OmniConnection of that name (yet). */
    record Missing(String connection) implements Reachability {}

    /**
     * The connection was not checked yet, or a person must mend it; nothing of Omni has been read.
     *
     * @param finding {@code CONNECTION_PENDING} or {@code CONNECTION_NOT_READY}, with the connection's own reason in the message
     */
    record NotReady(String connection, Finding finding) implements Reachability {}

    /**
     * Omni can't be watched, and not only for a moment: the caller decides when the grace is over. What was read before is stale.
     *
     * @param since when the first watch broke
     * @param finding what is wrong, for the message
     */
    record Down(String connection, Instant since, Finding finding) implements Reachability {}

    /** All kinds are read and watched. */
    record Usable(String connection) implements Reachability {}

    /** Name of the OmniConnection. */
    String connection();
}

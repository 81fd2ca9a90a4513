package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.policy.BrakeEntry;
import java.util.List;

/** Port to the connection's memory of removals, which the brake counts by. It survives the operator and its leader. */
public interface ReleaseLedger {

    /** What is remembered for a connection, as far as the informer shows it. */
    List<BrakeEntry> entries(String connection);

    /**
     * Stores removals before they are sent, in one write that fails if the ledger is no longer the one that the decision was made with.
     *
     * @param basis what {@link #entries} said when the decision was made
     * @return false if the ledger changed, so that the decision has to be made again
     */
    boolean reserve(String connection, List<BrakeEntry> basis, List<BrakeEntry> reservations);
}

package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.policy.Ledger;

/** Port to the connection's memory of what brake and budget count. It survives the operator and its leader. */
public interface ConnectionLedger {

    /** What is remembered for a connection, as far as the informer shows it. */
    Ledger entries(String connection);

    /**
     * Stores entries before what they stand for is sent, in one write that fails if the ledger is no longer the one that the decision was
     * made with.
     *
     * @param basis what {@link #entries} said when the decision was made
     * @return false if the ledger changed, so that the decision has to be made again
     */
    boolean reserve(String connection, Ledger basis, Ledger reservations);
}

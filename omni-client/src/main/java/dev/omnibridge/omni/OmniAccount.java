package dev.omnibridge.omni;

/**
 * Who answers at an endpoint, and as whom it sees the caller. Any valid signature may read this.
 *
 * @param identity the caller as Omni calls it, for instance {@code omnibridge@serviceaccount.omni.sidero.dev}
 * @param role role of the caller, for instance {@code Operator}; an access policy may give more for single clusters
 * @param accountId identity of the account; survives a restore from a backup, differs between two Omnis; empty if Omni is too old to tell
 * @param accountName name of the account; empty if Omni is too old to tell
 * @param version version of Omni, for instance {@code v1.10.4}
 * @param apiVersion version of its API: 2 from 1.6 to 1.10, then 3
 */
public record OmniAccount(
        String identity, String role, String accountId, String accountName, String version, int apiVersion) {}

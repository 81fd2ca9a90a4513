package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.operator.reason.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * How a connection is, for its own status.
 *
 * @param check what the last check of the account came to
 * @param account the account of the last check that passed
 * @param key the key in use, if any
 * @param snapshot what was read of the account; empty until everything was read once
 * @param broken why Omni can't be followed, once that has lasted longer than the grace
 * @param brokenSince since when Omni can't be followed completely; empty while it is
 */
public record ConnectionHealth(
        AccountCheck check,
        Optional<OmniAccount> account,
        Optional<ServiceAccountKey> key,
        Optional<OmniSnapshot> snapshot,
        Optional<Finding> broken,
        Optional<Instant> brokenSince) {

    /** Whether an interruption is too short yet to concern anybody: everything was read before, and still serves. */
    public boolean isWithinGrace() {
        return snapshot.isPresent() && broken.isEmpty();
    }

    /** A connection without a client. */
    static ConnectionHealth none() {
        return new ConnectionHealth(
                new AccountCheck.Pending(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

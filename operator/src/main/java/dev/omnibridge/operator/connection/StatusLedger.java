package dev.omnibridge.operator.connection;

import dev.omnibridge.operator.connection.LedgerRecords.Recorded;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reconcile.ConnectionLedger;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ledger of a connection in its status, {@code releases} and {@code rollouts}: what is counted is recorded there before it is sent, in a
 * write that holds only for the version that was read. So neither two threads nor two leaders nor a restart can let more go than brake and
 * budget allow.
 */
public final class StatusLedger implements ConnectionLedger {

    /** The status also changes for other reasons, and those must not refuse a change. */
    private static final int ATTEMPTS = 5;

    private final LedgerRecords records;
    private final InstantSource clock;

    /** The newest state that own calls saw; the informer shows it a moment later. */
    private final Map<String, Recorded> seenLive = new ConcurrentHashMap<>();

    /** A ledger over these records. */
    public StatusLedger(LedgerRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Ledger entries(String connection) {
        Optional<Recorded> shown = records.shown(connection);
        Optional<Recorded> seen = Optional.ofNullable(seenLive.get(connection));
        Optional<Recorded> newest =
                shown.isPresent() && seen.isPresent() && isNewer(seen.get(), shown.get()) ? seen : shown;
        return newest.map(this::counting).orElse(Ledger.NOTHING);
    }

    @Override
    public boolean reserve(String connection, Ledger basis, Ledger reservations) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Recorded> live = records.live(connection);
            if (live.isEmpty()) {
                return false;
            }
            seenLive.put(connection, live.get());
            Ledger counting = counting(live.get());
            if (!LedgerEntries.countsAll(basis, counting, reservations)) {
                return false;
            }
            Optional<Recorded> stored =
                    records.replace(connection, live.get(), LedgerEntries.records(counting, reservations));
            if (stored.isPresent()) {
                seenLive.put(connection, stored.get());
                return true;
            }
        }
        return false;
    }

    private Ledger counting(Recorded recorded) {
        return LedgerEntries.counting(recorded, clock.instant());
    }

    /** Versions of one object of a Kubernetes API are growing numbers; where they are not, the informer is believed. */
    private static boolean isNewer(Recorded one, Recorded other) {
        try {
            return one.uid().equals(other.uid())
                    && Long.parseLong(one.resourceVersion()) > Long.parseLong(other.resourceVersion());
        } catch (NumberFormatException _) {
            return false;
        }
    }
}

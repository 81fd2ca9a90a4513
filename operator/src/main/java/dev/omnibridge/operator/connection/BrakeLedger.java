package dev.omnibridge.operator.connection;

import dev.omnibridge.operator.connection.ReleaseRecords.Recorded;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.reconcile.ReleaseLedger;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The brake's memory in {@code OmniConnection.status.releases}: a removal is recorded there before it is sent, in a write that holds only for the
 * version that was read. So neither two threads nor two leaders nor a restart can let more go than the brake allows.
 */
public final class BrakeLedger implements ReleaseLedger {

    /** The status also changes for other reasons, and those must not refuse a removal. */
    private static final int ATTEMPTS = 5;

    private final ReleaseRecords records;
    private final InstantSource clock;

    /** The newest state that own calls saw; the informer shows it a moment later. */
    private final Map<String, Recorded> seenLive = new ConcurrentHashMap<>();

    /** A ledger over these records. */
    public BrakeLedger(ReleaseRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public List<BrakeEntry> entries(String connection) {
        Optional<Recorded> shown = records.shown(connection);
        Optional<Recorded> seen = Optional.ofNullable(seenLive.get(connection));
        Optional<Recorded> newest =
                shown.isPresent() && seen.isPresent() && isNewer(seen.get(), shown.get()) ? seen : shown;
        return newest.map(this::counting).orElse(List.of());
    }

    @Override
    public boolean reserve(String connection, List<BrakeEntry> basis, List<BrakeEntry> reservations) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Recorded> live = records.live(connection);
            if (live.isEmpty()) {
                return false;
            }
            seenLive.put(connection, live.get());
            List<BrakeEntry> counting = counting(live.get());
            if (!new HashSet<>(basis).containsAll(counting)) {
                // Somebody recorded a removal that this decision did not count.
                return false;
            }
            Optional<Recorded> stored =
                    records.replace(connection, live.get(), ReleaseEntries.records(counting, reservations));
            if (stored.isPresent()) {
                seenLive.put(connection, stored.get());
                return true;
            }
        }
        return false;
    }

    private List<BrakeEntry> counting(Recorded recorded) {
        return ReleaseEntries.counting(recorded.releases(), recorded.window(), clock.instant());
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

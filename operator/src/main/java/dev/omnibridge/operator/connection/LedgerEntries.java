package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.api.v1alpha1.Rollout;
import dev.omnibridge.operator.connection.LedgerRecords.Recorded;
import dev.omnibridge.operator.connection.LedgerRecords.Records;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.policy.RolloutEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries of the ledger as a connection's status keeps them, oldest first. Pure. */
final class LedgerEntries {

    /** What the schema allows, of each kind. */
    static final int MOST = 100;

    private LedgerEntries() {}

    /** Those that still count. */
    static Ledger counting(Recorded recorded, Instant now) {
        return new Ledger(
                recorded.records().releases().stream()
                        .map(LedgerEntries::entry)
                        .filter(entry -> entry.at().plus(recorded.brakeWindow()).isAfter(now))
                        .sorted(Comparator.comparing(BrakeEntry::at))
                        .toList(),
                recorded.records().rollouts().stream()
                        .map(LedgerEntries::entry)
                        .filter(entry ->
                                entry.at().plus(recorded.budgetWindow()).isAfter(now))
                        .sorted(Comparator.comparing(RolloutEntry::at))
                        .toList());
    }

    /**
     * Whether a decision counted all that is recorded by now. Of clusters it matters which they are, not when they were changed; and what is
     * not asked about is not compared.
     */
    static boolean countsAll(Ledger basis, Ledger counting, Ledger reservations) {
        boolean countsReleases =
                reservations.releases().isEmpty() || new HashSet<>(basis.releases()).containsAll(counting.releases());
        boolean countsRollouts =
                reservations.rollouts().isEmpty() || clusters(basis).containsAll(clusters(counting));
        return countsReleases && countsRollouts;
    }

    /** All of them as records, as many as the schema allows. */
    static Records records(Ledger counting, Ledger more) {
        return new Records(releases(counting, more), rollouts(counting, more));
    }

    /** Where there are too many, the oldest are added up, so that no machine is forgotten. */
    private static List<Release> releases(Ledger counting, Ledger more) {
        List<BrakeEntry> kept = BrakeEntry.kept(counting.releases(), more.releases());
        List<BrakeEntry> all = new ArrayList<>(Stream.concat(kept.stream(), more.releases().stream())
                .sorted(Comparator.comparing(BrakeEntry::at))
                .toList());
        while (all.size() > MOST) {
            all.add(0, sum(all.removeFirst(), all.removeFirst()));
        }
        return all.stream().map(LedgerEntries::release).toList();
    }

    /** A cluster counts once, from its last change. No budget is larger than the list, so the latest of it say all there is to say. */
    private static List<Rollout> rollouts(Ledger counting, Ledger more) {
        Map<String, Instant> latest = new LinkedHashMap<>();
        Stream.concat(counting.rollouts().stream(), more.rollouts().stream())
                .sorted(Comparator.comparing(RolloutEntry::at))
                .forEach(entry -> {
                    latest.remove(entry.cluster());
                    latest.put(entry.cluster(), entry.at());
                });
        return latest.entrySet().stream()
                .skip(Math.max(0, latest.size() - MOST))
                .map(entry -> new Rollout(entry.getKey(), entry.getValue().toString()))
                .toList();
    }

    private static BrakeEntry entry(Release release) {
        return new BrakeEntry(
                release.id(),
                Optional.ofNullable(release.uuid()).orElse(""),
                release.machines(),
                Optional.ofNullable(release.clusters()).orElse(0),
                Instant.parse(release.at()),
                Optional.ofNullable(release.version()).orElse(0L));
    }

    private static Release release(BrakeEntry entry) {
        return new Release(
                entry.id(),
                entry.uuid().isEmpty() ? null : entry.uuid(),
                entry.machines(),
                entry.clusters() == 0 ? null : entry.clusters(),
                entry.version() == 0 ? null : entry.version(),
                entry.at().toString());
    }

    private static RolloutEntry entry(Rollout rollout) {
        return new RolloutEntry(rollout.cluster(), Instant.parse(rollout.at()));
    }

    private static Set<String> clusters(Ledger ledger) {
        return ledger.rollouts().stream().map(RolloutEntry::cluster).collect(Collectors.toUnmodifiableSet());
    }

    /** Counts as long as the later of both, which errs on the side of holding. A record keeps one cluster at most, so it stands for the removal of one. */
    private static BrakeEntry sum(BrakeEntry older, BrakeEntry later) {
        return new BrakeEntry(
                later.id(),
                later.uuid(),
                older.machines() + later.machines(),
                older.clusters() + later.clusters(),
                later.at(),
                0);
    }
}

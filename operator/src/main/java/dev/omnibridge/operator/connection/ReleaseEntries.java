package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.operator.policy.BrakeEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The brake's entries as a connection's status keeps them, oldest first. Pure. */
final class ReleaseEntries {

    /** What the schema allows. */
    static final int MOST = 100;

    private ReleaseEntries() {}

    static BrakeEntry entry(Release release) {
        return new BrakeEntry(
                release.id(),
                Optional.ofNullable(release.uuid()).orElse(""),
                release.machines(),
                Optional.ofNullable(release.clusters()).orElse(0),
                Instant.parse(release.at()),
                Optional.ofNullable(release.version()).orElse(0L));
    }

    static Release release(BrakeEntry entry) {
        return new Release(
                entry.id(),
                entry.uuid().isEmpty() ? null : entry.uuid(),
                entry.machines(),
                entry.clusters() == 0 ? null : entry.clusters(),
                entry.version() == 0 ? null : entry.version(),
                entry.at().toString());
    }

    /** Those that still count. */
    static List<BrakeEntry> counting(List<Release> releases, Duration window, Instant now) {
        return releases.stream()
                .map(ReleaseEntries::entry)
                .filter(entry -> entry.at().plus(window).isAfter(now))
                .sorted(Comparator.comparing(BrakeEntry::at))
                .toList();
    }

    /** All of them as records; where there are too many, the oldest are added up, so that none is forgotten. */
    static List<Release> records(List<BrakeEntry> counting, List<BrakeEntry> more) {
        List<BrakeEntry> all = new ArrayList<>(Stream.concat(counting.stream(), more.stream())
                .sorted(Comparator.comparing(BrakeEntry::at))
                .toList());
        while (all.size() > MOST) {
            all.add(0, sum(all.removeFirst(), all.removeFirst()));
        }
        return all.stream().map(ReleaseEntries::release).toList();
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

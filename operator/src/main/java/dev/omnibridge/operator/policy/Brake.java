package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.MachineRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts machines released and clusters torn down through one connection within a window, through every door, and holds what would go
 * beyond the limits. It knows nothing but the ledger it is given, so it holds just the same after a restart.
 *
 * @param ledger entries of the connection, also old ones
 */
public record Brake(ConnectionFacts connection, List<BrakeEntry> ledger, Instant now) {

    /** How many entries a connection's status holds. */
    public static final int CAPACITY = 100;

    public Brake {
        ledger = List.copyOf(ledger);
    }

    /** What the brake says. */
    public sealed interface Verdict {

        /**
         * Goes, once these entries are stored. A removal that was reserved before and is carried out only now counts once, from now on.
         *
         * @param entries in place of those for the very same removals
         */
        record Goes(List<BrakeEntry> entries) implements Verdict {
            public Goes {
                entries = List.copyOf(entries);
            }
        }

        /**
         * Waits.
         *
         * @param message limit, what is used of it, and what is asked for
         * @param until when enough of the window has passed; empty if no wait is enough
         */
        record Waits(String message, Optional<Instant> until) implements Verdict {}
    }

    /** Entries that still count. */
    public List<BrakeEntry> counting() {
        return countingAt(now);
    }

    /**
     * Asks for removals that go together or not at all.
     *
     * @param uuid of the cluster they are in, or empty text
     * @param isApproved whether a person let exactly this go; it is still counted
     */
    public Verdict ask(List<MachineRelease> releases, String uuid, boolean isApproved) {
        List<BrakeEntry> renewed = new ArrayList<>();
        List<BrakeEntry> fresh = new ArrayList<>();
        for (MachineRelease release : releases) {
            reserved(release, uuid).map(entry -> entry.renewed(now)).ifPresentOrElse(renewed::add, () -> {
                if (release.machines() > 0 || release.clusters() > 0) {
                    fresh.add(new BrakeEntry(
                            release.id(), uuid, release.machines(), release.clusters(), now, release.version()));
                }
            });
        }
        List<BrakeEntry> all = Stream.concat(renewed.stream(), isApproved ? bounded(fresh).stream() : fresh.stream())
                .toList();
        // without what is counted anew: also what was reserved once goes only within the limits as they are now
        return isApproved || all.isEmpty()
                ? new Verdict.Goes(all)
                : new Brake(connection, BrakeEntry.kept(ledger, renewed), now).weigh(all);
    }

    private Verdict weigh(List<BrakeEntry> asked) {
        return fits(counting(), asked) ? new Verdict.Goes(asked) : new Verdict.Waits(message(asked), until(asked));
    }

    /** An approved removal may be larger than the ledger: then one entry stands for all of it, or none where the ledger is full. */
    private List<BrakeEntry> bounded(List<BrakeEntry> fresh) {
        int room = CAPACITY - counting().size();
        if (fresh.size() <= room) {
            return fresh;
        }
        BrakeEntry first = fresh.getFirst();
        return room < 1
                ? List.of()
                : List.of(new BrakeEntry(
                        first.id(), first.uuid(), machines(fresh), clusters(fresh), first.at(), first.version()));
    }

    /** An entry stands for a removal only if it counts all of it, and was not written for an earlier life of that id. */
    private Optional<BrakeEntry> reserved(MachineRelease release, String uuid) {
        return counting().stream()
                .filter(entry -> entry.id().equals(release.id())
                        && entry.uuid().equals(uuid)
                        && entry.version() == release.version()
                        && entry.machines() >= release.machines()
                        && entry.clusters() >= release.clusters()
                        && !entry.at().isBefore(release.created()))
                .findFirst();
    }

    private boolean fits(List<BrakeEntry> used, List<BrakeEntry> fresh) {
        return machines(used) + machines(fresh) <= machineLimit()
                && clusters(used) + clusters(fresh) <= limits().clusters()
                && used.size() + fresh.size() <= CAPACITY;
    }

    private Optional<Instant> until(List<BrakeEntry> fresh) {
        return counting().stream()
                .map(entry -> entry.at().plus(limits().window()))
                .sorted(Comparator.naturalOrder())
                .filter(end -> fits(countingAt(end), fresh))
                .findFirst();
    }

    private List<BrakeEntry> countingAt(Instant moment) {
        Instant from = moment.minus(limits().window());
        return ledger.stream().filter(entry -> entry.at().isAfter(from)).toList();
    }

    private String message(List<BrakeEntry> fresh) {
        List<BrakeEntry> used = counting();
        String asked = clusters(fresh) > 0
                ? "tearing down " + clusters(fresh) + " cluster with " + machines(fresh) + " machines"
                : "releasing " + machines(fresh) + " machines";
        return asked + " goes beyond releaseBrake of OmniConnection " + connection.name() + ": at most "
                + machineLimit() + " machines and " + limits().clusters() + " clusters in " + minutes()
                + " minutes, of which " + machines(used) + " machines and " + clusters(used) + " clusters are used";
    }

    private long minutes() {
        return limits().window().toMinutes();
    }

    /** The larger of the count and the share of the allocated machines, rounded up. */
    private int machineLimit() {
        long share = Math.ceilDiv((long) limits().machinesPercent() * connection.allocatedMachines(), 100L);
        return Math.toIntExact(Math.max(limits().machines(), share));
    }

    private BrakeLimits limits() {
        return connection.brake();
    }

    private static int machines(List<BrakeEntry> entries) {
        return entries.stream().mapToInt(BrakeEntry::machines).sum();
    }

    private static int clusters(List<BrakeEntry> entries) {
        return entries.stream().mapToInt(BrakeEntry::clusters).sum();
    }
}

package dev.omnibridge.operator.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A removal that the brake counts, stored with the connection before it is sent.
 *
 * @param id of the cluster, set or node in Omni
 * @param uuid of the cluster, or empty text while Omni has made none
 * @param machines released by it
 * @param clusters torn down by it, 0 or 1
 * @param at when it was reserved
 * @param version of the object in Omni that the removal was planned at; the same removal planned again after a restart finds its entry by it
 * @param renews when the entry was made that this one is stored in place of; what is stored does not tell it
 */
public record BrakeEntry(
        String id, String uuid, int machines, int clusters, Instant at, long version, Optional<Instant> renews) {

    /** An entry that takes no other's place. */
    public BrakeEntry(String id, String uuid, int machines, int clusters, Instant at, long version) {
        this(id, uuid, machines, clusters, at, version, Optional.empty());
    }

    /** The same removal, carried out only now: it counts from now on, for the machines leave now. */
    BrakeEntry renewed(Instant now) {
        return new BrakeEntry(id, uuid, machines, clusters, now, version, Optional.of(at));
    }

    /** Those of the entries that none of the later ones is stored in place of. */
    public static List<BrakeEntry> kept(List<BrakeEntry> entries, List<BrakeEntry> later) {
        return entries.stream()
                .filter(entry -> later.stream().noneMatch(other -> other.replaces(entry)))
                .toList();
    }

    private boolean replaces(BrakeEntry other) {
        return renews.equals(Optional.of(other.at))
                && id.equals(other.id)
                && uuid.equals(other.uuid)
                && version == other.version;
    }
}

package dev.omnibridge.operator.status;

import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Optional;

/** Sets of a cluster that have lacked machines for a while; why they do is told by the OmniMachineSets. */
record ClusterShortage(List<SetInOmni> sets) {

    ClusterShortage {
        sets = List.copyOf(sets);
    }

    /** @param concluded whether the last status told of a shortage already */
    static ClusterShortage of(ClusterInOmni cluster, boolean concluded, Patience patience) {
        if (cluster.isLocked()) {
            return new ClusterShortage(List.of());
        }
        return new ClusterShortage(cluster.sets().stream()
                .filter(set -> set.allocation().isPresent() && set.missing() > 0)
                .filter(set -> patience.lasted("short " + set.id(), Thresholds.SHORTAGE, concluded))
                .toList());
    }

    Optional<Concern> concern() {
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        String fact = Words.first(
                sets.stream()
                        .map(set -> "set %s has %d of %s"
                                .formatted(
                                        set.id(),
                                        set.allocated(),
                                        Words.count(set.requested().orElse(0), "machine")))
                        .toList(),
                3);
        return Optional.of(Concern.of(
                Reason.INSUFFICIENT_MACHINES, fact, fact + ". Its OmniMachineSet tells why no more are given"));
    }
}

package dev.omnibridge.operator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What differs from the spec in Omni although the spec did not change.
 *
 * @param seen when each drifting path was first seen; handed to the next plan
 * @param contests those of them that are not put right any more
 * @param agrees whether Omni has everything that the spec declares
 * @param patch of the custom resource, after which nothing of it would differ
 */
public record DriftFound(
        List<DriftItem> items, Map<String, Instant> seen, Contests contests, boolean agrees, SuggestedPatch patch) {

    /** Nothing was compared. */
    public static final DriftFound NONE =
            new DriftFound(List.of(), Map.of(), Contests.NONE, false, SuggestedPatch.NONE);

    public DriftFound {
        items = List.copyOf(items);
        seen = Map.copyOf(seen);
    }

    /** JSON merge patch of the custom resource, after which nothing of it would differ; empty if there is none. */
    public Optional<String> suggestedPatch() {
        return patch.text();
    }

    /** The same with the machines that should come or go and don't. */
    DriftFound with(NodePlan nodes) {
        if (nodes.left().isEmpty()) {
            return this;
        }
        List<DriftItem> all = new ArrayList<>(items);
        all.addAll(nodes.left());
        Map<String, Instant> allSeen = new TreeMap<>(seen);
        nodes.left().forEach(item -> allSeen.put(item.path(), item.since()));
        return new DriftFound(all, allSeen, contests, agrees, patch.listing(nodes.accepted()));
    }
}

package dev.omnibridge.operator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of drift between passes, by path. It is lost with the process, and counting begins anew then; a field that is
 * contested stays so, because the status says it.
 *
 * @param seen when each drifting field was first seen
 * @param corrected when each field was put right, as far back as it counts
 * @param reached generation of the spec that was in Omni as a whole, the latest that was; 0 if none was seen
 */
public record DriftMemory(Map<String, Instant> seen, Map<String, List<Instant>> corrected, long reached) {

    /** After a start. */
    public static final DriftMemory NOTHING = new DriftMemory(Map.of(), Map.of(), 0);

    public DriftMemory {
        seen = Map.copyOf(seen);
        corrected = Map.copyOf(corrected);
    }

    /** The same with what a plan found. */
    public DriftMemory seeing(DriftFound found, long generation) {
        return new DriftMemory(found.seen(), corrected, found.agrees() ? generation : reached);
    }

    /** The same with what was written now; what is too old to count is forgotten. */
    public DriftMemory after(List<Operation> applied, Instant now) {
        Map<String, List<Instant>> times = new TreeMap<>(corrected);
        for (Operation operation : applied) {
            if (operation instanceof Operation.Update update) {
                update.changes().stream()
                        .filter(change -> change.cause() == FieldChange.Cause.DRIFT)
                        .forEach(change -> times.merge(change.path(), List.of(now), DriftMemory::joined));
            }
        }
        times.replaceAll((path, all) ->
                all.stream().filter(time -> Contests.counts(time, now)).toList());
        times.values().removeIf(List::isEmpty);
        return new DriftMemory(seen, times, reached);
    }

    private static List<Instant> joined(List<Instant> before, List<Instant> more) {
        List<Instant> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }
}

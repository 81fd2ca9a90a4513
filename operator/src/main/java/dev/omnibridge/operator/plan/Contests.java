package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Drift;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields that were put right again and again because somebody, or something, changes them back. They are left alone until a person
 * settles it: with the spec, in Omni, or with a token for one more try.
 *
 * @param since by path, when it was given up
 */
public record Contests(Map<String, Instant> since) {

    /** Nothing is contested. */
    public static final Contests NONE = new Contests(Map.of());

    /** So often a field is put right within {@link #WINDOW}, and then no more. */
    static final int LIMIT = 5;

    /** How long it counts that a field was put right. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    public Contests {
        since = Map.copyOf(since);
    }

    /**
     * What is contested if it differs now.
     *
     * @param id in Omni
     * @param reported drift in the status, which outlives the memory
     * @param approvals tokens that were given; that of the reported contests has them put right once more
     */
    static Contests of(String id, DriftMemory memory, @Nullable Drift reported, Set<String> approvals, Instant now) {
        Map<String, Instant> since = new TreeMap<>();
        memory.corrected().forEach((path, times) -> {
            if (times.stream().filter(time -> counts(time, now)).count() >= LIMIT) {
                since.put(path, now.truncatedTo(ChronoUnit.SECONDS));
            }
        });
        List<ContestedField> known =
                reported == null || reported.contested() == null ? List.of() : reported.contested();
        Contests standing = new Contests(
                known.stream().collect(Collectors.toMap(ContestedField::path, field -> Instant.parse(field.at()))));
        if (standing.token(id).filter(approvals::contains).isPresent()) {
            since.keySet().removeAll(standing.since().keySet());
        } else {
            since.putAll(standing.since());
        }
        return new Contests(since);
    }

    /** Whether it still counts that something was put right then. */
    static boolean counts(Instant then, Instant now) {
        return then.plus(WINDOW).isAfter(now);
    }

    /** Those of them that differ now. */
    Contests among(List<String> differing) {
        Map<String, Instant> some = new TreeMap<>(since);
        some.keySet().retainAll(differing);
        return new Contests(some);
    }

    /** Whether a field is left alone. */
    boolean covers(String path) {
        return since.containsKey(path);
    }

    /** The token that has them put right once more; it is for this time only. */
    public Optional<String> token(String id) {
        List<String> lines = new TreeMap<>(since)
                .entrySet().stream()
                        .map(contest -> id + " " + contest.getKey() + " " + contest.getValue())
                        .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(Tokens.enforce(id, Tokens.digest(lines)));
    }
}

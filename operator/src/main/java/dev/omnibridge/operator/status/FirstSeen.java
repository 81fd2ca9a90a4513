package dev.omnibridge.operator.status;

import java.time.Instant;
import java.util.Map;

/**
 * Since when facts hold that count only after a while. The caller keeps it in memory per object and hands it to the next look; if it is
 * lost, counting restarts, except for what the last status already concluded.
 */
public record FirstSeen(Map<String, Instant> facts) {

    /** Nothing seen yet. */
    public static final FirstSeen NOTHING = new FirstSeen(Map.of());

    public FirstSeen {
        facts = Map.copyOf(facts);
    }
}

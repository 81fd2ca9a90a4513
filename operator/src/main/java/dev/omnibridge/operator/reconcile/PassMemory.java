package dev.omnibridge.operator.reconcile;

import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.status.FirstSeen;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is remembered of each object between passes, by uid. If it is lost with the process, counting restarts; nothing else hangs on it. */
final class PassMemory {

    /**
     * @param drift when fields drifted and were put right
     * @param firstSeen since when facts hold that count only after a while
     */
    record Remembered(DriftMemory drift, FirstSeen firstSeen) {
        static final Remembered NOTHING = new Remembered(DriftMemory.NOTHING, FirstSeen.NOTHING);
    }

    private final Map<String, Remembered> byUid = new ConcurrentHashMap<>();

    Remembered of(String uid) {
        return byUid.getOrDefault(uid, Remembered.NOTHING);
    }

    void remember(String uid, Remembered remembered) {
        if (remembered.equals(Remembered.NOTHING)) {
            byUid.remove(uid);
        } else {
            byUid.put(uid, remembered);
        }
    }

    void forget(String uid) {
        byUid.remove(uid);
    }
}

package dev.omnibridge.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was written here to custom resources, statuses and finalizers, and the informer may not show yet. A pass over the object as it was before would compare
 * its new status with one that is not there any more, take it for written, and nothing would wake the object again: changes of a status are no reason for a pass.
 */
public final class OwnWrites {

    /**
     * An informer that is still behind after so long and so many looks is not waited for: an API server restored from a backup counts anew. Looks count
     * too, because a process that was suspended sees time jump while nothing reached it.
     */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST_LOOKS = 600;

    private record Write(String version, Instant at, int looks) {}

    private final Map<String, Write> byUid = new ConcurrentHashMap<>();

    /** Notes a write. */
    public void wrote(String uid, String resourceVersion, Instant now) {
        byUid.put(uid, new Write(resourceVersion, now, 0));
    }

    /** Whether the object is older than what was written last; a moment later it is not any more. */
    public boolean isBehind(HasMetadata object, Instant now) {
        Write last = byUid.get(object.getMetadata().getUid());
        if (last == null) {
            return false;
        }
        boolean isWaitedFor = last.looks < MOST_LOOKS || now.isBefore(last.at.plus(LONGEST));
        boolean isBehind = isWaitedFor && isOlder(object.getMetadata().getResourceVersion(), last.version);
        if (isBehind) {
            byUid.put(object.getMetadata().getUid(), new Write(last.version, last.at, last.looks + 1));
        } else {
            byUid.remove(object.getMetadata().getUid());
        }
        return isBehind;
    }

    /** The object is gone. */
    public void forget(String uid) {
        byUid.remove(uid);
    }

    /** Versions of one object are growing numbers; where they are not, the informer is believed. */
    private static boolean isOlder(String one, String other) {
        try {
            return Long.parseLong(one) < Long.parseLong(other);
        } catch (NumberFormatException _) {
            return false;
        }
    }
}

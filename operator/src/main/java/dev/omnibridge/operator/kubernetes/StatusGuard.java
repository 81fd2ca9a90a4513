package dev.omnibridge.operator.kubernetes;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.operator.reconcile.StatusWriter;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes statuses, and notices those that were written over: by a process that was killed right behind its write, by one that had lost its lease, by hand. A
 * change of a status is no event that is worth a pass, since most are our own; so such an object gets one pass a while later. Two processes that write over
 * each other do so no faster than that.
 */
public final class StatusGuard implements StatusWriter {

    /** Long after the answer to a write of our own, which can be slower than its event. */
    static final Duration PACE = Duration.ofSeconds(30);

    private final StatusWriter statuses;
    private final MirrorScheduler scheduler;
    private final Map<String, String> written = new ConcurrentHashMap<>();
    private final Map<String, String> noticed = new ConcurrentHashMap<>();

    /** @param scheduler the operator's own time */
    public StatusGuard(StatusWriter statuses, MirrorScheduler scheduler) {
        this.statuses = statuses;
        this.scheduler = scheduler;
    }

    @Override
    public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
        Optional<String> version = statuses.write(object, status);
        version.ifPresent(v -> written.put(object.getMetadata().getUid(), v));
        return version;
    }

    /**
     * Hears of a change of an object.
     *
     * @param wake asks for a pass over it, if the status turns out not to be ours
     */
    void changed(CustomResource<?, ?> before, CustomResource<?, ?> after, Runnable wake) {
        String uid = after.getMetadata().getUid();
        if (Objects.equals(before.getStatus(), after.getStatus())) {
            return;
        }
        if (noticed.put(uid, after.getMetadata().getResourceVersion()) == null) {
            scheduler.after(PACE, () -> {
                String last = noticed.remove(uid);
                if (last != null && !last.equals(written.get(uid))) {
                    wake.run();
                }
            });
        }
    }

    /** The object is gone. */
    public void forget(String uid) {
        written.remove(uid);
        noticed.remove(uid);
    }
}

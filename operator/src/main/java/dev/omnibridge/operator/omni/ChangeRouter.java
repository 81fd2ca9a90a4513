package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns changes of mirrors into what they concern, and tells listeners. Changes that come close together are told together, so that a burst from
 * Omni's controllers costs one pass over an object and not one per event.
 */
public final class ChangeRouter {

    /** Short against what a person notices, long against the distance of events of one burst. */
    static final Duration TOGETHER = Duration.ofMillis(10);

    /** Counters of a connection change with every machine: they are counted and written no more often than this. */
    public static final Duration BETWEEN_COUNTERS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRouter.class);

    private final MirrorScheduler scheduler;
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final Set<Affected> collected = new LinkedHashSet<>();
    private final Map<String, Instant> countersAt = new HashMap<>();

    /** What came through connections that are held. */
    private final Map<String, Set<Affected>> held = new HashMap<>();

    /** A router that collects by the time of this scheduler. */
    public ChangeRouter(MirrorScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Tells this listener from now on. */
    public void subscribe(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Tells nothing more to this listener. */
    public void unsubscribe(ChangeListener listener) {
        listeners.remove(listener);
    }

    /** A mirror of this connection changed; the parameters are those of {@link dev.omnibridge.omni.mirror.MirrorListener#onChange}. */
    <S extends Message> void changed(
            String connection,
            ResourceType<S> type,
            String id,
            @Nullable Resource<S> before,
            @Nullable Resource<S> after) {
        collect(AffectedBy.change(connection, type, id, before, after));
    }

    /**
     * What Talos on a machine says changed, as a mirror of this connection shows it.
     *
     * @param member how the machine stands in its cluster, if it is in one; asked only if the change matters
     */
    void machineSaid(
            String connection,
            @Nullable Resource<?> before,
            @Nullable Resource<?> after,
            Supplier<Optional<Resource<ClusterMachineStatusSpec>>> member) {
        collect(AffectedBy.machine(connection, before, after, member));
    }

    /** What can be done through this connection changed. */
    void everything(String connection) {
        collect(new Affected.Everything(connection));
    }

    /** The account of this connection is certain again, after it was not for a while. */
    void returned(String connection) {
        collect(new Affected.Resting(connection));
    }

    /** Keeps what changes through a connection until it is released: those who were told now would not see it. */
    void hold(String connection) {
        synchronized (lock) {
            held.computeIfAbsent(connection, _ -> new LinkedHashSet<>());
        }
    }

    /** Tells what was kept, and what comes from now on. Does nothing for a connection that is not held. */
    void release(String connection) {
        Set<Affected> kept;
        synchronized (lock) {
            kept = Optional.ofNullable(held.remove(connection)).orElse(Set.of());
        }
        kept.forEach(this::collect);
    }

    private void collect(Set<Affected> all) {
        for (Affected affected : all) {
            if (affected instanceof Affected.Counters counters) {
                collectSometimes(counters);
            } else {
                collect(affected);
            }
        }
    }

    private void collect(Affected affected) {
        boolean isFirst;
        synchronized (lock) {
            Set<Affected> kept = held.get(affected.connection());
            if (kept != null && !(affected instanceof Affected.Everything)) {
                kept.add(affected);
                return;
            }
            isFirst = collected.isEmpty();
            collected.add(affected);
        }
        if (isFirst) {
            scheduler.after(TOGETHER, this::tellCollected);
        }
    }

    /** Told at once after a quiet time, else when the time between two tellings is over; never lost, never twice. */
    private void collectSometimes(Affected.Counters counters) {
        Duration wait;
        synchronized (lock) {
            Instant now = scheduler.now();
            Instant last = countersAt.getOrDefault(counters.connection(), Instant.MIN);
            if (last.isAfter(now)) {
                return;
            }
            Instant due =
                    last.equals(Instant.MIN) || last.plus(BETWEEN_COUNTERS).isBefore(now)
                            ? now
                            : last.plus(BETWEEN_COUNTERS);
            wait = Duration.between(now, due);
            // Also the mark of a telling that is due: until then everything more is part of it.
            countersAt.put(counters.connection(), due);
        }
        if (wait.isZero()) {
            collect(counters);
        } else {
            scheduler.after(wait, () -> collect(counters));
        }
    }

    private void tellCollected() {
        Set<Affected> together;
        synchronized (lock) {
            together = Set.copyOf(collected);
            collected.clear();
        }
        listeners.forEach(listener -> tell(listener, together));
    }

    private static void tell(ChangeListener listener, Set<Affected> together) {
        try {
            listener.onAffected(together);
        } catch (RuntimeException e) {
            LOG.error("a listener to changes in Omni failed", e);
        }
    }
}

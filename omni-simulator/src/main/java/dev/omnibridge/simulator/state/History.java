package dev.omnibridge.simulator.state;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to each type, as far back as it is kept: enough for a watch to resume from a bookmark. Guarded by the store's lock: use it
 * inside {@link Store#atomically}.
 */
public final class History {

    /** Events kept per type, as in COSI's in-memory store. */
    static final int CAPACITY = 10_000;

    private final Map<String, Deque<StoreEvent<?>>> byType = new HashMap<>();
    private final Map<String, Long> forgotten = new HashMap<>();
    private long revision;
    private long forgottenOfAll;

    History() {}

    /** Revision of the latest change of any type, 0 if there was none. */
    public long revision() {
        return revision;
    }

    /**
     * Events of a type after a revision, oldest first.
     *
     * @return empty if some of them are no longer kept
     */
    @SuppressWarnings("unchecked") // the key is the type's name, and one name has one spec
    public <S extends Message> Optional<List<StoreEvent<S>>> since(ResourceType<S> type, long after) {
        if (after < Math.max(forgotten.getOrDefault(type.name(), 0L), forgottenOfAll)) {
            return Optional.empty();
        }
        List<StoreEvent<S>> events = new ArrayList<>();
        for (StoreEvent<?> event : byType.getOrDefault(type.name(), new ArrayDeque<>())) {
            if (event.revision() > after) {
                events.add((StoreEvent<S>) event);
            }
        }
        return Optional.of(events);
    }

    /** Drops everything up to now, as a compaction or a restart of the server does. */
    void forget() {
        byType.clear();
        forgottenOfAll = revision;
    }

    long nextRevision() {
        revision++;
        return revision;
    }

    void add(StoreEvent<?> event) {
        Deque<StoreEvent<?>> events = byType.computeIfAbsent(event.type().name(), name -> new ArrayDeque<>());
        events.addLast(event);
        if (events.size() > CAPACITY) {
            forgotten.put(event.type().name(), events.removeFirst().revision());
        }
    }
}

package dev.omnibridge.simulation.operator;

import dev.omnibridge.simulation.kubernetes.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which objects wait for a pass: after an event, or when their time has come. As JOSDK does it, any number of events make one pass, and the answer of a
 * pass replaces what an earlier one asked for. Its order is that of the keys, so that nothing depends on how a set iterates.
 */
public final class PassQueue {

    private final InstantSource time;
    private final TreeSet<Key> marked = new TreeSet<>();
    private final Map<Key, Instant> due = new TreeMap<>();

    PassQueue(InstantSource time) {
        this.time = time;
    }

    /** An event asks for a pass. */
    public void mark(Key key) {
        marked.add(key);
    }

    /** What a pass can be run over now, in order. */
    public List<Key> ready() {
        Instant now = time.instant();
        due.entrySet().removeIf(entry -> {
            boolean isDue = !entry.getValue().isAfter(now);
            if (isDue) {
                marked.add(entry.getKey());
            }
            return isDue;
        });
        return List.copyOf(marked);
    }

    /** When the next pass is due that waits for its time. */
    public Optional<Instant> nextDue() {
        return due.values().stream().min(Instant::compareTo);
    }

    /** When an object is passed over again by time alone. */
    public Optional<Instant> dueAt(Key key) {
        return Optional.ofNullable(due.get(key));
    }

    void begins(Key key) {
        marked.remove(key);
    }

    void ends(Key key, Optional<Instant> next) {
        due.remove(key);
        next.ifPresent(at -> due.put(key, at));
    }
}

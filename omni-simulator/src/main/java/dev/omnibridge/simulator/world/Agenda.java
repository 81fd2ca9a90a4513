package dev.omnibridge.simulator.world;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What the world has to do, in the order of time and then of noting, so that two equal runs do the same in the same order. A key of a
 * controller stands in it at most once, at its earliest time. Thread-safe.
 */
final class Agenda {

    /** What an entry is about: a key of a controller, or an action. */
    sealed interface Task {
        record Key(Controller controller, String key) implements Task {}

        record Action(Runnable action) implements Task {}
    }

    private record Entry(Instant due, long sequence, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Map<Task.Key, Entry> keys = new HashMap<>();
    private long sequence;

    /** Notes an action. */
    synchronized Scheduled add(Instant due, Runnable action) {
        Entry entry = new Entry(due, sequence++, new Task.Action(action));
        entries.add(entry);
        return () -> remove(entry);
    }

    /** Notes a key, unless it is noted for an earlier or the same time. */
    synchronized void add(Instant due, Controller controller, String key) {
        Task.Key task = new Task.Key(controller, key);
        Entry noted = keys.get(task);
        if (noted != null) {
            if (!noted.due.isAfter(due)) {
                return;
            }
            entries.remove(noted);
        }
        Entry entry = new Entry(due, sequence++, task);
        entries.add(entry);
        keys.put(task, entry);
    }

    /** Takes the next task that is due at the given moment. */
    synchronized Optional<Task> take(Instant now) {
        Entry next = entries.peek();
        if (next == null || next.due.isAfter(now)) {
            return Optional.empty();
        }
        entries.remove();
        if (next.task instanceof Task.Key key) {
            keys.remove(key);
        }
        return Optional.of(next.task);
    }

    /** When the next task is due. */
    synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(entries.peek()).map(Entry::due);
    }

    private synchronized void remove(Entry entry) {
        entries.remove(entry);
    }
}

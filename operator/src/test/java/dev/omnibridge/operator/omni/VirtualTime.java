package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Time that passes only when the test says so. */
public final class VirtualTime implements MirrorScheduler {

    private record Task(Instant due, long order, Runnable body) {}

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private long order;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public Timer after(Duration delay, Runnable body) {
        Task task = new Task(now.plus(delay), order++, body);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets time pass as for a process that stood still: what fell due has not run yet. */
    public void jump(Duration duration) {
        now = now.plus(duration);
    }

    /** Lets time pass and runs what falls due, in order. */
    public void pass(Duration duration) {
        Instant end = now.plus(duration);
        for (Task next = tasks.peek(); next != null && !next.due().isAfter(end); next = tasks.peek()) {
            tasks.remove(next);
            now = next.due().isAfter(now) ? next.due() : now;
            next.body().run();
        }
        now = end;
    }
}

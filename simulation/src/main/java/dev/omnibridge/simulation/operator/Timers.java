package dev.omnibridge.simulation.operator;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/** What waits for its time in one operator process; it ends with the process. */
public final class Timers implements MirrorScheduler {

    private final InstantSource time;
    private final Random chance;
    private final Consumer<Duration> meanwhile;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long sequence;

    private static final class Task implements Comparable<Task> {
        private final Instant due;
        private final long sequence;
        private final Runnable action;
        private boolean cancelled;

        Task(Instant due, long sequence, Runnable action) {
            this.due = due;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * No timers yet; jitter comes from this seed.
     *
     * @param meanwhile lets the world go on for at most so long, while a call of the process waits
     */
    public Timers(InstantSource time, long seed, Consumer<Duration> meanwhile) {
        this.time = time;
        this.chance = new Random(seed);
        this.meanwhile = meanwhile;
    }

    @Override
    public void await(Object monitor, Duration atMost) {
        meanwhile.accept(atMost);
    }

    @Override
    public Instant now() {
        return time.instant();
    }

    @Override
    public double random() {
        return chance.nextDouble();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Task task = new Task(now().plus(delay), sequence++, action);
        tasks.add(task);
        return () -> task.cancelled = true;
    }

    /** When the next one is due. */
    public Optional<Instant> nextDue() {
        while (!tasks.isEmpty() && tasks.peek().cancelled) {
            tasks.remove();
        }
        return Optional.ofNullable(tasks.peek()).map(task -> task.due);
    }

    /** Whether one is due now. */
    public boolean isDue() {
        return nextDue().filter(due -> !due.isAfter(now())).isPresent();
    }

    /** Runs the next one that is due. */
    public void runNext() {
        if (isDue()) {
            tasks.remove().action.run();
        }
    }
}

package dev.omnibridge.operator.story;

import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of a story, for the operator and its Omni: as it is, except while {@link #pass} lets it run so fast that an hour takes seconds. It runs
 * and never jumps, so that whatever waits for its time gets it, and in order.
 */
final class StoryTime extends Clock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoryTime.class);
    private static final long SEED = 11;
    private static final int FAST = 180;
    private static final Duration POLL = Duration.ofMillis(20);

    private record Task(Instant due, long order, Runnable body) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Clock real = Clock.systemUTC();
    private final Random chance = new Random(SEED);
    private final Queue<Task> tasks = new PriorityQueue<>();
    private Instant realBase = real.instant();
    private Instant base = realBase;
    private int speed = 1;
    private long order;
    private boolean isClosed;

    StoryTime() {
        Thread.ofPlatform().name("story-time").daemon().start(this::run);
    }

    /** Lets time pass at high speed, and returns when it has passed. */
    void pass(Duration duration) {
        Instant end = instant().plus(duration);
        runAt(FAST);
        try {
            await().pollInterval(POLL)
                    .atMost(duration.dividedBy(FAST).plusSeconds(60))
                    .until(() -> !instant().isBefore(end));
        } finally {
            runAt(1);
        }
    }

    @Override
    public synchronized Instant instant() {
        return base.plus(Duration.between(realBase, real.instant()).multipliedBy(speed));
    }

    private synchronized MirrorScheduler.Timer after(Duration delay, Runnable body) {
        Task task = new Task(instant().plus(delay), order++, body);
        tasks.add(task);
        notifyAll();
        return () -> cancel(task);
    }

    /** This time for one process: what waits in it does not outlive the process. */
    MirrorScheduler during(BooleanSupplier isAlive) {
        return new MirrorScheduler() {
            @Override
            public Instant now() {
                return instant();
            }

            @Override
            public double random() {
                return chance.nextDouble();
            }

            @Override
            public Timer after(Duration delay, Runnable body) {
                return StoryTime.this.after(delay, () -> {
                    if (isAlive.getAsBoolean()) {
                        body.run();
                    }
                });
            }
        };
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is UTC");
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private synchronized void runAt(int newSpeed) {
        Instant now = real.instant();
        base = base.plus(Duration.between(realBase, now).multipliedBy(speed));
        realBase = now;
        speed = newSpeed;
        notifyAll();
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    private void run() {
        try {
            for (Optional<Task> due = next(); due.isPresent(); due = next()) {
                run(due.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Task task) {
        try {
            task.body().run();
        } catch (RuntimeException e) {
            LOG.debug("a task failed, as it may once its operator has ended", e);
        }
    }

    /** Waits for the next task that is due; empty at the end. */
    private synchronized Optional<Task> next() throws InterruptedException {
        while (!isClosed) {
            Task first = tasks.peek();
            long millis = first == null
                    ? Long.MAX_VALUE
                    : Duration.between(instant(), first.due()).dividedBy(speed).toMillis();
            if (first != null && !first.due().isAfter(instant())) {
                return Optional.of(tasks.remove());
            }
            wait(Math.max(1, millis));
        }
        return Optional.empty();
    }
}

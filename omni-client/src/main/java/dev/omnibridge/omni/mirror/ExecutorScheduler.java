package dev.omnibridge.omni.mirror;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Real time: tasks run on an executor. */
public record ExecutorScheduler(ScheduledExecutorService executor, Clock clock, RandomGenerator chance)
        implements MirrorScheduler {

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public double random() {
        return chance.nextDouble();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> scheduled = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}

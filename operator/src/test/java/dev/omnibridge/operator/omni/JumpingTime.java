package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time that a test can let jump ahead, for what takes minutes; tasks wait in real time, so that gRPC keeps up. */
public final class JumpingTime extends Clock implements MirrorScheduler, AutoCloseable {

    private final Clock real = Clock.systemUTC();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private volatile Duration ahead = Duration.ZERO;

    /** Lets the clock jump. */
    public void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant now() {
        return real.instant().plus(ahead);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public double random() {
        return 0;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> scheduled = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
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
    public void close() {
        executor.shutdownNow();
    }
}

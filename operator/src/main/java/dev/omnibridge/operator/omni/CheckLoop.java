package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Repeats a check until it settles, and again when asked: one at a time, never hot, never on the caller's thread. */
final class CheckLoop {

    private final BooleanSupplier check;
    private final MirrorScheduler scheduler;
    private final Executor executor;
    private final CheckPacing pacing = new CheckPacing();

    private MirrorScheduler.@Nullable Timer next;
    private boolean isRunning;
    private boolean isWanted;
    private boolean isClosed;

    /** @param check makes one check, may block, and says whether nothing is left to find out */
    CheckLoop(BooleanSupplier check, MirrorScheduler scheduler, Executor executor) {
        this.check = check;
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Asks for a check as soon as the pace allows; a check that runs already may have begun too early, so it is repeated. */
    synchronized void request() {
        if (isRunning) {
            isWanted = true;
        } else {
            schedule(pacing.untilAllowed(scheduler.now()));
        }
    }

    synchronized void close() {
        isClosed = true;
        cancel();
    }

    private void schedule(Duration delay) {
        cancel();
        if (!isClosed) {
            next = scheduler.after(delay, () -> executor.execute(this::run));
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void run() {
        synchronized (this) {
            if (isRunning || isClosed) {
                return;
            }
            isRunning = true;
            isWanted = false;
        }
        boolean isSettled = false;
        try {
            isSettled = check.getAsBoolean();
        } finally {
            ended(isSettled);
        }
    }

    private synchronized void ended(boolean isSettled) {
        isRunning = false;
        Instant now = scheduler.now();
        if (!isSettled) {
            Duration backOff = pacing.failed(now, scheduler.random());
            schedule(isWanted ? pacing.untilAllowed(now) : backOff);
            return;
        }
        pacing.passed(now);
        if (isWanted) {
            schedule(pacing.untilAllowed(now));
        }
    }
}

package dev.omnibridge.operator.kubernetes;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The threads that JOSDK runs passes on. Where many passes wait, those for what a person changed go before those that something else woke: who applies a
 * cluster among a thousand that come up waits for the first answer, and a status that is a moment older hurts nobody.
 */
public final class PassThreads extends ThreadPoolExecutor {

    /** So much later a woken pass counts as handed in, so that it waits no longer than this for the sake of others. */
    static final Duration HEAD_START = Duration.ofSeconds(30);

    private static final ScopedValue<Boolean> WOKEN = ScopedValue.newInstance();

    /** As the clock demands, which may begin anywhere and overflow. */
    private static final Comparator<Runnable> BY_DUE =
            (one, other) -> Long.signum(((Turn) one).due - ((Turn) other).due);

    private final LongSupplier nanos;

    /**
     * So many threads.
     *
     * @param nanos a clock as {@link System#nanoTime()}
     */
    public PassThreads(int threads, LongSupplier nanos) {
        super(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(threads, BY_DUE));
        this.nanos = nanos;
    }

    /** Runs what asks for a pass on behalf of anything but a change of the object itself. */
    static void woken(Runnable event) {
        ScopedValue.where(WOKEN, true).run(event);
    }

    @Override
    public void execute(Runnable pass) {
        long headStart = WOKEN.isBound() ? HEAD_START.toNanos() : 0;
        super.execute(new Turn(pass, nanos.getAsLong() + headStart));
    }

    /** A pass that waits. What it asks for in turn, when events came meanwhile, is woken. */
    private record Turn(Runnable pass, long due) implements Runnable {

        @Override
        public void run() {
            woken(pass);
        }
    }
}

package dev.omnibridge.operator.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets passes run only while every informer stands and this process leads. Before that, and as soon as the first informer stops (JOSDK forgets its
 * objects at once), what is not seen may be there all the same: a set whose cluster is not seen would not know that it is paused.
 */
public final class PassGate {

    private final ReadWriteLock passes = new ReentrantReadWriteLock();
    /** What makes up for the passes that could not run, by the uid of their object. */
    private final Map<String, Runnable> turnedAway = new ConcurrentHashMap<>();

    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET);

    private enum State {
        NOT_YET,
        OPEN,
        SHUT
    }

    /** All informers are filled, and this process leads: from now on, what is not there is not there. Whoever was turned away gets a pass. */
    public void open() {
        passes.writeLock().lock();
        try {
            state.compareAndSet(State.NOT_YET, State.OPEN);
        } finally {
            passes.writeLock().unlock();
        }
        List<Runnable> wakes = new ArrayList<>(turnedAway.values());
        turnedAway.clear();
        wakes.forEach(Runnable::run);
    }

    /**
     * No pass begins any more, ever.
     *
     * @param atMost how long to wait for those that run
     * @return whether they have all ended, so that informers may stop
     */
    public boolean shut(Duration atMost) {
        state.set(State.SHUT);
        try {
            boolean isQuiet = passes.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (isQuiet) {
                passes.writeLock().unlock();
            }
            return isQuiet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An object is gone. */
    void forget(String uid) {
        turnedAway.remove(uid);
    }

    /**
     * Runs a pass over an object, where passes may run.
     *
     * @param uid the object's
     * @param later asks for another pass, once the gate is open; only the last one of an object is kept
     * @return what the pass came to; empty if it may not run
     */
    <T> Optional<T> run(Supplier<T> pass, String uid, Runnable later) {
        passes.readLock().lock();
        try {
            if (state.get() == State.OPEN) {
                return Optional.of(pass.get());
            }
            turnedAway.put(uid, later);
            return Optional.empty();
        } finally {
            passes.readLock().unlock();
        }
    }
}

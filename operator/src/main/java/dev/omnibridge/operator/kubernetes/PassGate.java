package dev.omnibridge.operator.kubernetes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets passes run only while every informer stands. Before that, and as soon as the first one stops (JOSDK forgets its objects at once),
 * what is not seen may be there all the same: a set whose cluster is not seen would not know that it is paused.
 */
public final class PassGate {

    private final ReadWriteLock passes = new ReentrantReadWriteLock();
    private volatile boolean isOpen;

    /** All informers are filled: from now on, what is not there is not there. */
    public void open() {
        isOpen = true;
    }

    /**
     * No pass begins any more. Returns when those that run have ended, so that informers may stop.
     *
     * @param atMost how long to wait for them
     */
    public void shut(Duration atMost) {
        isOpen = false;
        try {
            if (passes.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                passes.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a pass, or does the other thing where none may run. */
    <T> T run(Supplier<T> pass, Supplier<T> otherwise) {
        passes.readLock().lock();
        try {
            return isOpen ? pass.get() : otherwise.get();
        } finally {
            passes.readLock().unlock();
        }
    }
}

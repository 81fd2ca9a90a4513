package dev.omnibridge.demo.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Waiting that ends: a benchmark that does not get what it waits for says what that was.
 *
 * @param limit the longest wait
 */
record Patience(Duration limit) {
    private static final Executor NEXT_LOOK = CompletableFuture.delayedExecutor(25, TimeUnit.MILLISECONDS);
    private static final Executor NEXT_LOOK_AT_ALL = CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    /** Looks every 25 ms until it is so. */
    void until(String what, BooleanSupplier isSo) {
        until(what, isSo, NEXT_LOOK);
    }

    /** Looks four times a second until it is so: at a whole fleet, which takes time that the operator needs. */
    void untilAll(String what, BooleanSupplier isSo) {
        until(what, isSo, NEXT_LOOK_AT_ALL);
    }

    private void until(String what, BooleanSupplier isSo, Executor nextLook) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what);
            }
            CompletableFuture.runAsync(() -> {}, nextLook).join();
        }
    }

    /** The result of a future. */
    <T> T get(String what, CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(what, e.getCause());
        }
    }

    /** Lets time pass. */
    void pass(Duration duration) {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}

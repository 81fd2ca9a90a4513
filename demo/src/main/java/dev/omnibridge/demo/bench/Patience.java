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

    /** Looks every 25 ms until it is so. */
    void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + limit.toSeconds() + " s: " + what);
            }
            CompletableFuture.runAsync(() -> {}, NEXT_LOOK).join();
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

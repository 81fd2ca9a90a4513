package dev.omnibridge.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a demo, asked for by a command or by Ctrl-C; the process waits for it until all parts are closed. */
final class End {
    private static final long LONGEST_CLOSE_SECONDS = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits until somebody asks for the end; a Ctrl-C from now on asks, and waits for {@link #done()}. */
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal, "demo-end"));
        asked.await();
    }

    /** Asks for the end. */
    void ask() {
        asked.countDown();
    }

    /** Tells that all parts are closed. */
    void done() {
        closed.countDown();
    }

    private void endBySignal() {
        ask();
        try {
            closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

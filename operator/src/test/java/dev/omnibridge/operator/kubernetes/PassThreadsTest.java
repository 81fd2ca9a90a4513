package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassThreadsTest {

    /** Near its end, so that it overflows within a test. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    private final PassThreads threads = new PassThreads(1, nanos::get);
    private final CountDownLatch isFree = new CountDownLatch(1);
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    /** The one thread is busy, so that all that follows waits. */
    @BeforeEach
    void occupy() {
        threads.execute(() -> await(isFree));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatAPersonChangedGoesBeforeWhatWasWokenAndElseTheOrderStays() {
        PassThreads.woken(() -> pass("woken 1"));
        pass("changed 1");
        PassThreads.woken(() -> pass("woken 2"));
        pass("changed 2");

        assertThat(order(4)).containsExactly("changed 1", "changed 2", "woken 1", "woken 2");
    }

    @Test
    void aWokenPassWaitsForOthersNoLongerThanItsHeadStart() {
        PassThreads.woken(() -> pass("woken"));
        after(PassThreads.HEAD_START.minusSeconds(1));
        pass("just before");
        after(Duration.ofSeconds(2));
        pass("after");

        assertThat(order(3)).containsExactly("just before", "woken", "after");
    }

    @Test
    void whatAPassAsksForIsWoken() {
        threads.execute(() -> {
            ran.add("pass");
            pass("again");
            threads.execute(() -> ran.add("again, too"));
        });
        pass("changed");

        assertThat(order(4)).containsExactly("pass", "changed", "again", "again, too");
    }

    private void pass(String name) {
        threads.execute(() -> ran.add(name));
        after(Duration.ofNanos(1));
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private List<String> order(int passes) {
        isFree.countDown();
        Awaitility.await().until(() -> ran.size() == passes);
        return List.copyOf(ran);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

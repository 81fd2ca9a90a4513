package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PassGateTest {

    private final PassGate gate = new PassGate();

    @Test
    void passesRunBetweenOpenAndShut() {
        assertThat(runs()).isFalse();
        gate.open();
        assertThat(runs()).isTrue();
        gate.shut(Duration.ZERO);
        assertThat(runs()).isFalse();
    }

    @Test
    @Timeout(60)
    void shutWaitsForThePassThatRuns() throws Exception {
        gate.open();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> pass =
                CompletableFuture.supplyAsync(() -> gate.run(() -> await(inside, mayEnd), () -> false));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> endedFirst = CompletableFuture.supplyAsync(() -> {
            gate.shut(Duration.ofSeconds(30));
            return pass.isDone();
        });
        assertThat(endedFirst).isNotDone();
        mayEnd.countDown();

        assertThat(pass.get(30, TimeUnit.SECONDS)).isTrue();
        endedFirst.get(30, TimeUnit.SECONDS);
    }

    private boolean runs() {
        return gate.run(() -> true, () -> false);
    }

    private static boolean await(CountDownLatch inside, CountDownLatch mayEnd) {
        inside.countDown();
        try {
            return mayEnd.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

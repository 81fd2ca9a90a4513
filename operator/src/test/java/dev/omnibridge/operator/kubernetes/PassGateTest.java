package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PassGateTest {

    private final PassGate gate = new PassGate();

    @Test
    void passesRunBetweenOpenAndShut() {
        assertThat(runs()).isFalse();
        gate.open();
        assertThat(runs()).isTrue();
        assertThat(gate.shut(Duration.ZERO)).isTrue();
        assertThat(runs()).isFalse();
    }

    @Test
    @DisplayName("R66: a gate that was shut stays shut, also where leadership comes in the moment of a stop")
    void shutIsForGood() {
        gate.shut(Duration.ZERO);

        gate.open();

        assertThat(runs()).isFalse();
    }

    @Test
    void whoWasTurnedAwayIsAskedForOnceWhenItOpensUnlessGone() {
        List<String> wakes = new ArrayList<>();
        for (String uid : List.of("a", "b", "a")) {
            assertThat(gate.run(() -> true, uid, () -> wakes.add(uid))).isEmpty();
        }
        gate.forget("b");

        gate.open();

        assertThat(wakes).containsExactly("a");
    }

    @Test
    @Timeout(60)
    void shutWaitsForThePassThatRuns() throws Exception {
        gate.open();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Optional<Boolean>> pass =
                CompletableFuture.supplyAsync(() -> gate.run(() -> await(inside, mayEnd), "a", () -> {}));
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> endedFirst = CompletableFuture.supplyAsync(() -> {
            return gate.shut(Duration.ofSeconds(30)) && pass.isDone();
        });
        assertThat(endedFirst).isNotDone();
        mayEnd.countDown();

        assertThat(pass.get(30, TimeUnit.SECONDS)).contains(true);
        assertThat(endedFirst.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private boolean runs() {
        return gate.run(() -> true, "a", () -> {}).isPresent();
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

package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckLoopTest {

    private final VirtualTime time = new VirtualTime();
    private int checks;
    private boolean isWell = true;
    private final CheckLoop loop = new CheckLoop(this::check, time, Runnable::run);

    private boolean check() {
        checks++;
        return isWell;
    }

    @Test
    void aCheckThatSettledIsNotRepeated() {
        loop.request();
        time.pass(Duration.ofHours(10));

        assertThat(checks).isEqualTo(1);
    }

    @Test
    void manyRequestsAtOnceMakeFewChecks() {
        for (int i = 0; i < 100; i++) {
            loop.request();
        }
        time.pass(Duration.ofSeconds(10));

        assertThat(checks).isEqualTo(1);
    }

    @Test
    void aCheckThatFailsIsRepeatedWithGrowingDistanceUntilItSettles() {
        isWell = false;
        loop.request();
        time.pass(Duration.ofMinutes(10));

        assertThat(checks).isBetween(30, 60);

        isWell = true;
        time.pass(Duration.ofMinutes(1));
        int settled = checks;
        time.pass(Duration.ofHours(1));
        assertThat(checks).isEqualTo(settled);
    }

    @Test
    void aRequestEndsTheWaitButNotThePace() {
        isWell = false;
        loop.request();
        time.pass(Duration.ofMinutes(10));
        int before = checks;

        for (int second = 0; second < 60; second++) {
            loop.request();
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(checks - before).isBetween(30, 61);
    }

    @Test
    void aClosedLoopChecksNoMore() {
        isWell = false;
        loop.request();
        time.pass(Duration.ofSeconds(5));
        int before = checks;

        loop.close();
        time.pass(Duration.ofHours(1));

        assertThat(checks).isEqualTo(before);
    }
}

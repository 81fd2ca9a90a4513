package dev.omnibridge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final BackOff backOff = new BackOff(() -> now, () -> 1.0, Duration.ofSeconds(1));

    @Test
    @DisplayName("R65: while an object rests, its events find it resting")
    void anObjectThatFailedRests() {
        Duration rest = backOff.failed("uid", "1");
        assertThat(rest).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.rest("uid", "1")).contains(rest);
        now = now.plus(rest);
        assertThat(backOff.rest("uid", "1")).isEmpty();
    }

    @Test
    void eachFailureDoublesTheRestUpToFiveMinutes() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            last = backOff.failed("uid", "1");
        }
        assertThat(last).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void jitterSpreadsTheRestOverItsSecondHalf() {
        BackOff early = new BackOff(() -> now, () -> 0.0, Duration.ofSeconds(1));
        assertThat(early.failed("uid", "1")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aNewWishDoesNotRest() {
        backOff.failed("uid", "1");
        assertThat(backOff.rest("uid", "2")).isEmpty();
        assertThat(backOff.failed("uid", "2")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aClockThatIsSetBackEndsTheRest() {
        backOff.failed("uid", "1");
        now = now.minus(Duration.ofHours(1));
        assertThat(backOff.rest("uid", "1")).isEmpty();
    }

    @Test
    void successForgets() {
        backOff.failed("uid", "1");
        backOff.failed("uid", "1");
        backOff.forget("uid");
        assertThat(backOff.rest("uid", "1")).isEmpty();
        assertThat(backOff.failed("uid", "1")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsWokenDoesNotRestAndBeginsAnew() {
        backOff.failed("uid", "1");
        backOff.failed("uid", "1");

        assertThat(backOff.forget("uid")).isTrue();
        assertThat(backOff.rest("uid", "1")).isEmpty();
        assertThat(backOff.failed("uid", "1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.forget("another")).isFalse();
    }
}

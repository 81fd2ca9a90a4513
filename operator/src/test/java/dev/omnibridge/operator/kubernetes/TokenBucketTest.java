package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final TokenBucket bucket = new TokenBucket(3, Duration.ofMillis(200), () -> now);

    @Test
    void aBurstGoesThroughAndThenTheRateHolds() {
        TokenBucket.State state = bucket.initState();
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.isLimited(state)).isEmpty();
        }
        assertThat(bucket.isLimited(state)).contains(Duration.ofMillis(200));
        now = now.plusMillis(150);
        assertThat(bucket.isLimited(state)).contains(Duration.ofMillis(50));
        now = now.plusMillis(50);
        assertThat(bucket.isLimited(state)).isEmpty();
        assertThat(bucket.isLimited(state)).isPresent();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaiting() {
        TokenBucket.State state = bucket.initState();
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.isLimited(state)).isEmpty();
        }
        now = now.minus(Duration.ofHours(1));
        assertThat(bucket.isLimited(state)).contains(Duration.ofMillis(200));
        now = now.plusMillis(200);
        assertThat(bucket.isLimited(state)).isEmpty();
    }

    @Test
    void restFillsTheBucketButNotBeyondItsBurst() {
        TokenBucket.State state = bucket.initState();
        now = now.plus(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.isLimited(state)).isEmpty();
        }
        assertThat(bucket.isLimited(state)).isPresent();
    }
}

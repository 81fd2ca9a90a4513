package dev.omnibridge.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final Duration RENEWAL = Duration.ofSeconds(20);

    private long now;
    private final Tenure tenure = new Tenure(RENEWAL, () -> now);

    @Test
    void aRenewalCountsFromTheMomentInWhichItWasSent() {
        tenure.renewed(now);
        now += RENEWAL.minusMillis(1).toNanos();
        tenure.begin();
        assertThat(tenure.isHeld()).isTrue();

        now += Duration.ofMillis(1).toNanos();

        assertThat(tenure.isHeld()).isFalse();
        assertThat(tenure.isLost()).isTrue();
        assertThatExceptionOfType(NotLeadingException.class).isThrownBy(tenure::require);
    }

    @Test
    void beforeItBeginsAndAfterItsEndNothingIsHeldAndNothingIsLost() {
        tenure.renewed(now);
        assertThat(tenure.isHeld()).isFalse();
        tenure.begin();
        tenure.end();
        now += RENEWAL.toNanos();

        assertThat(tenure.isHeld()).isFalse();
        assertThat(tenure.isLost()).isFalse();
    }

    @Test
    @DisplayName(
            "R66: the times leave room for a write of ten seconds, and a lease that is given back is taken within five")
    void standardTimes() {
        LeaseTimes times = LeaseTimes.STANDARD;
        Duration write = Duration.ofSeconds(10);
        double longestPause = 2.2;

        assertThat(times.renewal().plus(write)).isLessThanOrEqualTo(times.lease());
        assertThat(times.attempt().toMillis() * longestPause).isLessThan(5_000);
    }
}

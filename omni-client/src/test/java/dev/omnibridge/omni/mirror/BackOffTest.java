package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackOffTest {

    private final BackOff backOff = new BackOff();

    static Stream<OmniException> refusals() {
        return Stream.of(
                new OmniException.Unauthenticated("", null),
                new OmniException.PermissionDenied("", null),
                new OmniException.Unsupported("", null),
                new OmniException.ValidationFailed("", null),
                new OmniException.EulaNotAccepted("", null));
    }

    static Stream<OmniException> failures() {
        return Stream.of(
                new OmniException.NotFound("", null),
                new OmniException.AlreadyExists("", null),
                new OmniException.VersionConflict("", null),
                new OmniException.PhaseConflict("", null),
                new OmniException.PendingFinalizers("", null),
                new OmniException.OwnerConflict("", null),
                new OmniException.Unavailable("", null),
                new OmniException.DeadlineExceeded("", null),
                new OmniException.TooLarge("", null),
                new OmniException.Cancelled("", null),
                new OmniException.Unexpected("", null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatOnlyAPersonCanChangeIsTriedOnceOrTwiceAMinute(OmniException refusal) {
        assertThat(backOff.next(refusal, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backOff.next(refusal, 1)).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatMayPassIsTriedSoon(OmniException failure) {
        assertThat(backOff.next(failure, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backOff.next(failure, 1)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theLongestWaitIsHalfAMinuteUntilTheWatchWorksAgain() {
        OmniException gone = new OmniException.Unavailable("", null);
        for (int i = 0; i < 100; i++) {
            assertThat(backOff.next(gone, 0.999)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(backOff.next(gone, 1)).isEqualTo(Duration.ofSeconds(30));

        backOff.reset();

        assertThat(backOff.next(gone, 1)).isEqualTo(Duration.ofSeconds(1));
    }
}

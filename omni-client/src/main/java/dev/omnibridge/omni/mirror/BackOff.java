package dev.omnibridge.omni.mirror;

import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;

/** How long to wait before a watch is begun again. Jitter over the whole span keeps many watches from coming back at once. */
final class BackOff {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final DoublingDelay DELAY = new DoublingDelay(SHORTEST, LONGEST);
    private static final int DOUBLINGS = 6;

    private int failures;

    /** The wait after one more failure; {@code random} is from 0 to 1. */
    Duration next(OmniException reason, double random) {
        if (isRefusal(reason)) {
            // Asking sooner does not change the answer: a person must act first.
            failures = DOUBLINGS;
            return between(LONGEST, LONGEST.multipliedBy(2), random);
        }
        failures = Math.min(failures + 1, DOUBLINGS);
        return between(SHORTEST, DELAY.bound(failures), random);
    }

    /** Whether it failed once, for something that may pass by itself. */
    boolean isFirst() {
        return failures == 1;
    }

    /** The watch works again. */
    void reset() {
        failures = 0;
    }

    private static Duration between(Duration low, Duration high, double random) {
        return low.plusMillis((long) (random * high.minus(low).toMillis()));
    }

    private static boolean isRefusal(OmniException reason) {
        return switch (reason) {
            case OmniException.Unauthenticated _,
                    OmniException.PermissionDenied _,
                    OmniException.Unsupported _,
                    OmniException.ValidationFailed _,
                    OmniException.EulaNotAccepted _ -> true;
            case OmniException.NotFound _,
                    OmniException.AlreadyExists _,
                    OmniException.VersionConflict _,
                    OmniException.PhaseConflict _,
                    OmniException.PendingFinalizers _,
                    OmniException.OwnerConflict _,
                    OmniException.Unavailable _,
                    OmniException.DeadlineExceeded _,
                    OmniException.TooLarge _,
                    OmniException.Cancelled _,
                    OmniException.Unexpected _ -> false;
        };
    }
}

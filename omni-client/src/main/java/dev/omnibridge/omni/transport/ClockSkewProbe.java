package dev.omnibridge.omni.transport;

import java.time.Duration;
import java.util.Optional;

/** Compares the clock here with the server's. Omni refuses requests that are more than five minutes off and does not say why. */
@FunctionalInterface
public interface ClockSkewProbe {

    /** What Omni tolerates, either way. */
    Duration TOLERATED = Duration.ofMinutes(5);

    /** How far the clock here is ahead (positive) or behind; empty if the server does not tell. Accurate to about a second. */
    Optional<Duration> skew();
}

package dev.omnibridge.operator.status;

import java.time.Duration;
import java.util.Optional;

/**
 * What one look at an object came to.
 *
 * @param status to be written if it differs from the one the object has
 * @param remembered to be handed to the next look at the same object
 * @param lookAgainAfter when time alone will change the status, if nothing else happens before
 * @param <S> status of the kind
 */
public record Report<S>(S status, FirstSeen remembered, Optional<Duration> lookAgainAfter) {}

package dev.omnibridge.simulation;

import dev.omnibridge.simulation.invariant.Violation;
import java.util.List;
import java.util.Optional;

/**
 * How a simulation ended.
 *
 * @param violation the invariant that broke; empty if none did
 * @param steps what the steps came to, in words, as far as they got
 * @param trace what happened; empty unless it was asked for
 * @param writes to Omni by operators
 */
public record Outcome(Optional<Violation> violation, List<String> steps, List<String> trace, int writes) {}

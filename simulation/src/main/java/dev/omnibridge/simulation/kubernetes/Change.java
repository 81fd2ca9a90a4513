package dev.omnibridge.simulation.kubernetes;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/**
 * One write to the API server.
 *
 * @param revision position in the one order of all writes
 * @param before the object before, empty for a creation
 * @param after the object after, empty where it is gone
 */
public record Change(
        long revision, Key key, Optional<CustomResource<?, ?>> before, Optional<CustomResource<?, ?>> after) {}

package dev.omnibridge.operator.policy;

import dev.omnibridge.api.v1alpha1.Gate;
import java.time.Instant;
import java.util.Optional;

/**
 * A change that waits.
 *
 * @param resource type and id in Omni
 * @param path path in the custom resource
 * @param from value in Omni; empty if unset there
 * @param to value that would be written; empty if the field would be unset
 * @param gate what holds it
 * @param until when the gate opens by itself, where that is known
 */
public record Held(
        String resource, String path, Optional<String> from, Optional<String> to, Gate gate, Optional<Instant> until) {}

package dev.omnibridge.operator.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A field whose value in Omni is not what the spec says, although the spec did not change.
 *
 * @param resource type and id in Omni
 * @param path path in the custom resource
 * @param wanted value in the spec; empty if it should be unset
 * @param found value in Omni; empty if unset there
 * @param since when it was first seen
 */
public record DriftItem(String resource, String path, Optional<String> wanted, Optional<String> found, Instant since) {}

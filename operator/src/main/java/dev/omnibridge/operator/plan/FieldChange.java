package dev.omnibridge.operator.plan;

import java.util.Optional;

/**
 * One field that a write changes.
 *
 * @param path path in the custom resource, for instance {@code spec.talos.version} or {@code spec.labels[team]}
 * @param from value in Omni before; empty if unset there
 * @param to value written; empty if the field is unset
 */
public record FieldChange(String path, Optional<String> from, Optional<String> to, Cause cause) {

    /** Why a field is written. */
    public enum Cause {
        /** Part of the creation. */
        CREATED,
        /** The spec says something else than what was last applied. */
        SPEC_CHANGED,
        /** Omni was changed by somebody else, the spec was not. */
        DRIFT,
        /** A person asked for exactly this with a token. */
        APPROVED,
        /** The spec no longer mentions it, and Omni still has our value. */
        REMOVED_FROM_SPEC;

        /** Whether the spec is not what it was when it was last applied. */
        boolean isOfTheSpec() {
            return this == SPEC_CHANGED || this == REMOVED_FROM_SPEC;
        }
    }
}

package dev.omnibridge.operator.claim;

import java.nio.charset.StandardCharsets;

/** A value that we set, as far as it is remembered. */
public sealed interface Remembered {

    /** The value itself. */
    record Value(String text) implements Remembered {}

    /** Only its keyed hash: it was too long. */
    record Hash(String hex) implements Remembered {}

    /** Longest value in UTF-8 that is remembered as it is. */
    int LONGEST_VALUE = 64;

    /** What is remembered of a value. */
    static Remembered of(String value, FieldHash hash) {
        return value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_VALUE
                ? new Value(value)
                : new Hash(hash.of(value));
    }
}

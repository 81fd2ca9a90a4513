package dev.omnibridge.operator.policy;

import java.time.Instant;

/**
 * A cluster that is changed without anybody asking, stored with the connection before the change is sent.
 *
 * @param cluster name of the cluster in Omni; all its sets count with it
 * @param at when it was changed last
 */
public record RolloutEntry(String cluster, Instant at) {}

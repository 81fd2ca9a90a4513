package dev.omnibridge.operator.policy;

import java.time.Instant;

/**
 * A removal that the brake counts, stored with the connection before it is sent.
 *
 * @param id of the cluster, set or node in Omni
 * @param uuid of the cluster, or empty text while Omni has made none
 * @param machines released by it
 * @param clusters torn down by it, 0 or 1
 * @param at when it was reserved
 * @param version of the object in Omni that the removal was planned at; the same removal planned again after a restart finds its entry by it
 */
public record BrakeEntry(String id, String uuid, int machines, int clusters, Instant at, long version) {}

package dev.omnibridge.operator.reconcile;

/**
 * Who asked for a write, for the journal.
 *
 * @param object kind, namespace and name of the custom resource, {@code OmniCluster/team-a/demo}
 * @param generation generation of its spec that was planned
 */
public record WriteCause(String object, long generation) {}

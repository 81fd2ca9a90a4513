package dev.omnibridge.operator.plan;

/**
 * Machines that an operation takes out of their cluster.
 *
 * @param id of the node, set or cluster in Omni that is removed or shrunk
 * @param version of that object the operation was planned at; together they name this one removal, also after a restart
 * @param machines how many
 * @param clusters 1 if it is a whole cluster, else 0
 */
public record MachineRelease(String id, long version, int machines, int clusters) {}

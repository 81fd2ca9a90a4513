package dev.omnibridge.simulator.access;

import java.util.List;

/**
 * What an access policy gives somebody in a cluster.
 *
 * @param role the highest role of the rules that fit, {@link Role#NONE} without any
 * @param groups Kubernetes groups they act in, in the order of the rules
 * @param isForEveryCluster whether one of the rules names all clusters there are
 */
public record Grant(Role role, List<String> groups, boolean isForEveryCluster) {}

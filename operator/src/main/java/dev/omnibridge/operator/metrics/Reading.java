package dev.omnibridge.operator.metrics;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.omni.ConnectionHealth;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What the operator knows at the moment in which its metrics are read.
 *
 * @param leads whether this process works
 * @param connections all OmniConnections, as the informers show them; the others likewise
 * @param health how the connection of a name is
 */
public record Reading(
        boolean leads,
        List<OmniConnection> connections,
        List<OmniCluster> clusters,
        List<OmniMachineSet> machineSets,
        Function<String, ConnectionHealth> health,
        Instant now) {

    /** Copies its collections. */
    public Reading {
        connections = List.copyOf(connections);
        clusters = List.copyOf(clusters);
        machineSets = List.copyOf(machineSets);
    }
}

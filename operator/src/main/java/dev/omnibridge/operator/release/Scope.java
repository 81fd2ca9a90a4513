package dev.omnibridge.operator.release;

import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.operator.reconcile.Relations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.Set;

/**
 * Which custom resources are meant: another operator may work in the same management cluster, in other namespaces and accounts, under
 * the same finalizer.
 *
 * @param namespaces those the operator serves; empty for all
 * @param connections names of OmniConnections; empty for all
 */
public record Scope(Set<String> namespaces, Set<String> connections) {

    public Scope {
        namespaces = Set.copyOf(namespaces);
        connections = Set.copyOf(connections);
    }

    boolean holds(OmniConnection connection) {
        return holdsConnection(Optional.of(connection.getMetadata().getName()));
    }

    boolean holds(OmniCluster cluster) {
        return holdsNamespaceOf(cluster) && holdsConnection(Optional.of(Relations.connectionOf(cluster)));
    }

    /** A set's connection is in its status before our finalizer is on it. */
    boolean holds(OmniMachineSet set) {
        return holdsNamespaceOf(set)
                && holdsConnection(Optional.ofNullable(set.getStatus()).map(OmniMachineSetStatus::connection));
    }

    private boolean holdsNamespaceOf(HasMetadata object) {
        return namespaces.isEmpty() || namespaces.contains(object.getMetadata().getNamespace());
    }

    private boolean holdsConnection(Optional<String> name) {
        return connections.isEmpty() || name.filter(connections::contains).isPresent();
    }
}

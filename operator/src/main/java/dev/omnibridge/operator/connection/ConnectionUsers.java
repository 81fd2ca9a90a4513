package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import java.util.List;
import java.util.Set;

/** Port to the custom resources that work through connections, as the informers show them. */
public interface ConnectionUsers {

    /** How many objects need this connection: OmniClusters that refer to it, and OmniMachineSets with claims that outlived their OmniCluster. */
    int usersOf(String connectionName);

    /** Whether this very object still stands; another one of its name does not count. */
    boolean stands(OmniConnection connection);

    /** Uids of all OmniClusters and OmniMachineSets. */
    Set<String> uids();

    /** Objects of this connection that the release brake holds now, as {@code Kind/namespace/name}, in order. */
    List<String> heldByBrake(String connectionName);
}

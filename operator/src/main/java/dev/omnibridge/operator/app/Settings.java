package dev.omnibridge.operator.app;

import dev.omnibridge.operator.connection.OperatorEnvironment;
import java.util.Set;

/**
 * What the operator is told at its start.
 *
 * @param instance name of this operator, part of every claim in Omni; must survive a rebuild of the management cluster
 * @param namespace the operator's own namespace, where credentials lie
 * @param servedNamespaces namespaces whose objects are reconciled; empty for all
 * @param allowsInsecureEndpoints whether endpoints without TLS may be used
 * @param threads passes that may run at the same time
 * @param environment the account that the operator's environment names
 */
public record Settings(
        String instance,
        String namespace,
        Set<String> servedNamespaces,
        boolean allowsInsecureEndpoints,
        int threads,
        OperatorEnvironment environment) {

    public Settings {
        servedNamespaces = Set.copyOf(servedNamespaces);
    }
}

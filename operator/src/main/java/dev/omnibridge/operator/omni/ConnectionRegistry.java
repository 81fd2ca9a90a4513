package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.Connections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One client, mirror and self-check for each OmniConnection. The reconciliation of the connections configures it; the objects that use them
 * read their {@link #view}. No method waits for Omni: whatever takes time happens behind, and the router tells when it changed something.
 */
public final class ConnectionRegistry implements Connections, AutoCloseable {

    private final ConnectionTools tools;
    private final Map<String, LiveConnection> connections = new ConcurrentHashMap<>();

    /** An empty registry. */
    public ConnectionRegistry(ConnectionTools tools) {
        this.tools = tools;
    }

    /**
     * Makes a connection or brings it in line with what its object says now. Another key is taken into use over the same channel; another
     * endpoint or other certificates make a new one; a lost key leaves the old one in use for deletions. Does nothing if nothing changed.
     */
    public void configure(ConnectionSettings settings) {
        connections
                .computeIfAbsent(settings.name(), _ -> new LiveConnection(settings, tools))
                .apply(settings);
    }

    /** Ends a connection whose object is gone. */
    public void remove(String connectionName) {
        LiveConnection removed = connections.remove(connectionName);
        if (removed != null) {
            removed.close();
            tools.router().everything(connectionName);
        }
    }

    @Override
    public ConnectionView view(String connectionName) {
        LiveConnection connection = connections.get(connectionName);
        return connection == null ? new ConnectionView.Missing(connectionName) : connection.view();
    }

    /** How a connection is, for its own status. */
    public ConnectionHealth health(String connectionName) {
        LiveConnection connection = connections.get(connectionName);
        return connection == null ? ConnectionHealth.none() : connection.health();
    }

    /** Omni's management calls, while the connection is usable. */
    public Optional<ManagementClient> management(String connectionName) {
        return Optional.ofNullable(connections.get(connectionName)).flatMap(LiveConnection::management);
    }

    /** A management call of a connection failed, which may say something about the connection. */
    public void failed(String connectionName, OmniException failure) {
        Optional.ofNullable(connections.get(connectionName)).ifPresent(connection -> connection.failed(failure));
    }

    /** Ends all connections. */
    @Override
    public void close() {
        connections.values().forEach(LiveConnection::close);
        connections.clear();
    }
}

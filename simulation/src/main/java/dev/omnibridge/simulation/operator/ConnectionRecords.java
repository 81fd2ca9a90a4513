package dev.omnibridge.simulation.operator;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.operator.connection.BrakeWindow;
import dev.omnibridge.operator.connection.ReleaseRecords;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The brake's records in the status of connections, as the real adapter keeps them: a merge patch of one field at one version. */
final class ConnectionRecords implements ReleaseRecords {

    private final ManagementPorts ports;
    private final ApiServer server;
    private final Function<String, Optional<OmniConnection>> informer;

    ConnectionRecords(ManagementPorts ports, ApiServer server, Function<String, Optional<OmniConnection>> informer) {
        this.ports = ports;
        this.server = server;
        this.informer = informer;
    }

    @Override
    public Optional<Recorded> shown(String connectionName) {
        return informer.apply(connectionName).map(ConnectionRecords::recorded);
    }

    @Override
    public Optional<Recorded> live(String connectionName) {
        return ports.liveConnection(connectionName).map(ConnectionRecords::recorded);
    }

    @Override
    public Optional<Recorded> replace(String connectionName, Recorded at, List<Release> releases) {
        return ports.write(
                "reserve in OmniConnection/" + connectionName,
                () -> server.connection(connectionName)
                        .flatMap(connection -> server.patchStatus(
                                new Key(Kind.CONNECTION, "", connectionName),
                                at.uid(),
                                at.resourceVersion(),
                                with(connection, releases)))
                        .map(stored -> recorded((OmniConnection) stored)));
    }

    private static OmniConnectionStatus with(OmniConnection connection, List<Release> releases) {
        OmniConnectionStatusBuilder status = connection.getStatus() == null
                ? OmniConnectionStatusBuilder.builder()
                : OmniConnectionStatusBuilder.builder(connection.getStatus());
        return status.releases(releases).build();
    }

    private static Recorded recorded(OmniConnection connection) {
        return new Recorded(
                connection.getMetadata().getUid(),
                connection.getMetadata().getResourceVersion(),
                Optional.ofNullable(connection.getStatus())
                        .map(OmniConnectionStatus::releases)
                        .orElse(List.of()),
                BrakeWindow.of(connection));
    }
}

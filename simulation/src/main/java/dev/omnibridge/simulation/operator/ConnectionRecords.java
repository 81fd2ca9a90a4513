package dev.omnibridge.simulation.operator;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.operator.connection.LedgerRecords;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger in the status of connections, as the real adapter keeps it: a merge patch of its two fields at one version. */
final class ConnectionRecords implements LedgerRecords {

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
        return informer.apply(connectionName).map(Recorded::of);
    }

    @Override
    public Optional<Recorded> live(String connectionName) {
        return ports.liveConnection(connectionName).map(Recorded::of);
    }

    @Override
    public Optional<Recorded> replace(String connectionName, Recorded at, Records records) {
        return ports.write(
                Stage.RESERVE + " OmniConnection/" + connectionName,
                () -> server.connection(connectionName)
                        .flatMap(connection -> server.patchStatus(
                                new Key(Kind.CONNECTION, "", connectionName),
                                at.uid(),
                                at.resourceVersion(),
                                with(connection, records)))
                        .map(stored -> Recorded.of((OmniConnection) stored)));
    }

    private static OmniConnectionStatus with(OmniConnection connection, Records records) {
        OmniConnectionStatusBuilder status = connection.getStatus() == null
                ? OmniConnectionStatusBuilder.builder()
                : OmniConnectionStatusBuilder.builder(connection.getStatus());
        return status.releases(orNull(records.releases()))
                .rollouts(orNull(records.rollouts()))
                .build();
    }

    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}

package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.Release;
import dev.omnibridge.api.v1alpha1.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Port to {@code status.releases} and {@code status.rollouts} of OmniConnections, which only {@link StatusLedger} writes. */
public interface LedgerRecords {

    /** What a status holds of the ledger. */
    record Records(List<Release> releases, List<Rollout> rollouts) {
        public Records {
            releases = List.copyOf(releases);
            rollouts = List.copyOf(rollouts);
        }
    }

    /**
     * The records of one connection at one version.
     *
     * @param brakeWindow how long a release counts, by the connection's spec
     * @param budgetWindow how long a rollout counts, by the connection's spec
     */
    record Recorded(String uid, String resourceVersion, Records records, Duration brakeWindow, Duration budgetWindow) {

        /** What a connection holds. */
        public static Recorded of(OmniConnection connection) {
            Optional<OmniConnectionStatus> status = Optional.ofNullable(connection.getStatus());
            return new Recorded(
                    connection.getMetadata().getUid(),
                    connection.getMetadata().getResourceVersion(),
                    new Records(
                            status.map(OmniConnectionStatus::releases).orElse(List.of()),
                            status.map(OmniConnectionStatus::rollouts).orElse(List.of())),
                    ConnectionPolicy.brake(connection).window(),
                    ConnectionPolicy.budget(connection).window());
        }
    }

    /** As the informer shows them: cheap, perhaps a moment old. */
    Optional<Recorded> shown(String connectionName);

    /** As they are on the API server now. */
    Optional<Recorded> live(String connectionName);

    /**
     * Replaces the records, if the connection is still at that version.
     *
     * @return the records as stored; empty if the connection changed or went meanwhile
     */
    Optional<Recorded> replace(String connectionName, Recorded at, Records records);
}

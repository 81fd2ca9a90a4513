package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.Release;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Port to {@code status.releases} of OmniConnections, which only {@link BrakeLedger} writes. */
public interface ReleaseRecords {

    /**
     * The records of one connection at one version.
     *
     * @param window how long a record counts, by the connection's spec
     */
    record Recorded(String uid, String resourceVersion, List<Release> releases, Duration window) {
        public Recorded {
            releases = List.copyOf(releases);
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
    Optional<Recorded> replace(String connectionName, Recorded at, List<Release> releases);
}

package dev.omnibridge.operator.app;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.connection.AccessReader;
import dev.omnibridge.operator.kubernetes.ReferencedObject;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.release.Account;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;

/** Reaches the account of a connection once, by the same rules as the operator: same Secret, same endpoint, same pinned account. */
final class SingleErrand implements Account.Opener {

    private final AccessReader reader;
    private final Clock clock;

    SingleErrand(OperatorConfiguration configuration, KubernetesClient client, Clock clock) {
        this.reader = new AccessReader(
                configuration.namespace(),
                reference -> ReferencedObject.get(client, reference),
                configuration.environment(),
                configuration.allowsInsecureEndpoints(),
                clock);
        this.clock = clock;
    }

    @Override
    public Account open(OmniConnection connection) throws Account.UnreachableException {
        return switch (reader.read(connection.getSpec())) {
            case Access.Lost(var finding) -> throw new Account.UnreachableException(finding.message());
            case Access.Forbidden(var finding) -> throw new Account.UnreachableException(finding.message());
            case Access.Known(var endpoint, var trust, var key) -> {
                OmniClient client = OmniClient.connect(endpoint, trust, key, clock, UserAgent.text());
                try {
                    requireSameAccount(connection, client.account());
                } catch (Account.UnreachableException | OmniException e) {
                    client.close();
                    throw e;
                }
                yield new Account(client.state(), client::close);
            }
        };
    }

    private static void requireSameAccount(OmniConnection connection, OmniAccount found)
            throws Account.UnreachableException {
        Optional<String> pinned = Optional.ofNullable(connection.getStatus())
                .map(OmniConnectionStatus::omni)
                .map(OmniServer::accountId)
                .filter(id -> !id.equals(found.accountId()));
        if (pinned.isPresent()) {
            throw new Account.UnreachableException("the endpoint leads to the account " + found.accountId()
                    + ", but status.omni.accountID pins " + pinned.get()
                    + ": point spec.endpoint to the account whose clusters are to be released");
        }
    }
}

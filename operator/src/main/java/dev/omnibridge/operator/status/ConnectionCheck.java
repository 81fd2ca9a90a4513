package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ConnectionClusters;
import dev.omnibridge.api.v1alpha1.ConnectionMachines;
import dev.omnibridge.api.v1alpha1.ObjectCount;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.operator.reason.Finding;
import java.util.Optional;

/**
 * What is known of an Omni account after checking it. What is empty was not found out this time; the status keeps its last value.
 *
 * @param reach whether Omni answers
 * @param credentials whether it accepts the key
 * @param account what forbids to work with an account that answers: {@code OMNI_TOO_OLD} or {@code ACCOUNT_CHANGED}
 * @param server which Omni answers; not taken over while the account is another one, because the status pins the account
 * @param identity who the operator is there
 * @param clusters clusters of the account
 * @param machines machines of the account; the caller refreshes them from time to time
 * @param orphans claims and release marks of ours without an object here
 * @param brake what the release brake holds and how to let it go, while it holds something
 * @param users how many objects work through this connection or still hold claims through it
 */
public record ConnectionCheck(
        Reach reach,
        Credentials credentials,
        Optional<Finding> account,
        Optional<OmniServer> server,
        Optional<ServiceAccountIdentity> identity,
        Optional<ConnectionClusters> clusters,
        Optional<ConnectionMachines> machines,
        Optional<ObjectCount> orphans,
        Optional<String> brake,
        int users) {

    /** A connection that was not looked at yet. */
    public static ConnectionCheck notTried() {
        return new ConnectionCheck(
                new Reach.NotTried(),
                new Credentials.NotChecked(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** Whether nothing is known yet, neither good nor bad. */
    public boolean isOnItsWay() {
        return reach instanceof Reach.NotTried && credentials instanceof Credentials.NotChecked;
    }

    /** Whether Omni answers at the endpoint. */
    public sealed interface Reach {

        /** It was not tried, for want of a key for instance. */
        record NotTried() implements Reach {}

        /** It answers, and the watches stand. */
        record Connected() implements Reach {}

        /** It does not; the reason is one of those of the condition Reachable, from {@code DNS_FAILED} to {@code INSECURE_ENDPOINT}. */
        record Failed(Finding finding) implements Reach {}
    }

    /** Whether the key is good. */
    public sealed interface Credentials {

        /** Nobody could say yet. */
        record NotChecked() implements Credentials {}

        /** Omni accepts it, and its role is enough. */
        record Valid() implements Credentials {}

        /**
         * It can't be read or is not accepted; the reason is one of those of the condition CredentialsValid, from
         * {@code SECRET_NOT_FOUND} to {@code EULA_NOT_ACCEPTED}.
         */
        record Refused(Finding finding) implements Credentials {}
    }
}

package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.operator.omni.AccountCheck;
import dev.omnibridge.operator.omni.ConnectionHealth;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.plan.Versions;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.status.ConnectionCheck;
import dev.omnibridge.operator.status.ConnectionCheck.Credentials;
import dev.omnibridge.operator.status.ConnectionCheck.Reach;
import java.util.List;
import java.util.Optional;

/** From how a connection is to what its status reports. Pure. */
final class CheckReport {

    private CheckReport() {}

    /** @param counters empty while they are not to be written again */
    static ConnectionCheck of(
            Access access, ConnectionHealth health, Optional<AccountCounters> counters, List<String> held, int users) {
        Optional<OmniAccount> answering = answering(health);
        return new ConnectionCheck(
                reach(access, health),
                credentials(access, health),
                accountFinding(health),
                answering.filter(account -> !account.accountId().isEmpty()).map(CheckReport::server),
                health.key().map(key -> identity(key, answering)),
                counters.map(AccountCounters::clusters),
                counters.map(AccountCounters::machines),
                counters.map(AccountCounters::orphans),
                held.isEmpty() ? Optional.empty() : Optional.of(brake(held)),
                users);
    }

    private static Reach reach(Access access, ConnectionHealth health) {
        return switch (access) {
            case Access.Forbidden(Finding finding) -> new Reach.Failed(finding);
            case Access.Lost(Finding finding)
            when finding.reason() == Reason.TLS_UNTRUSTED -> new Reach.Failed(finding);
            case Access.Lost _, Access.Known _ -> reach(health);
        };
    }

    private static Reach reach(ConnectionHealth health) {
        return switch (health.check()) {
            case AccountCheck.Pending _ -> new Reach.NotTried();
            // What was read before still serves for a moment; a short interruption is nobody's concern.
            case AccountCheck.Unreachable _ when health.isWithinGrace() -> new Reach.Connected();
            case AccountCheck.Unreachable(Finding finding) -> new Reach.Failed(finding);
            case AccountCheck.Passed _ ->
                health.broken().<Reach>map(Reach.Failed::new).orElseGet(Reach.Connected::new);
            // Such an account is not followed for that very reason, which is what there is to tell.
            case AccountCheck.KeyRefused _, AccountCheck.Unfit _ -> new Reach.Connected();
        };
    }

    private static Credentials credentials(Access access, ConnectionHealth health) {
        return switch (access) {
            case Access.Lost(Finding finding) when isCredential(finding) -> new Credentials.Refused(finding);
            case Access.Lost _, Access.Forbidden _ -> new Credentials.NotChecked();
            case Access.Known _ -> credentials(health);
        };
    }

    private static Credentials credentials(ConnectionHealth health) {
        return switch (health.check()) {
            case AccountCheck.KeyRefused(Finding finding) -> new Credentials.Refused(finding);
            case AccountCheck.Unfit(OmniAccount _, Finding finding)
            when finding.reason() == Reason.ROLE_TOO_WEAK -> new Credentials.Refused(finding);
            case AccountCheck.Passed _, AccountCheck.Unfit _ -> new Credentials.Valid();
            case AccountCheck.Unreachable _ when health.isWithinGrace() -> new Credentials.Valid();
            case AccountCheck.Unreachable _, AccountCheck.Pending _ -> new Credentials.NotChecked();
        };
    }

    private static boolean isCredential(Finding finding) {
        return switch (finding.reason()) {
            case SECRET_NOT_FOUND, SECRET_KEY_MISSING, KEY_MALFORMED, KEY_EXPIRED -> true;
            default -> false;
        };
    }

    private static Optional<Finding> accountFinding(ConnectionHealth health) {
        return health.check() instanceof AccountCheck.Unfit unfit
                        && unfit.finding().reason() != Reason.ROLE_TOO_WEAK
                ? Optional.of(unfit.finding())
                : Optional.empty();
    }

    private static Optional<OmniAccount> answering(ConnectionHealth health) {
        return switch (health.check()) {
            case AccountCheck.Passed(OmniAccount account) -> Optional.of(account);
            case AccountCheck.Unfit(OmniAccount account, Finding _) -> Optional.of(account);
            case AccountCheck.Unreachable _ when health.isWithinGrace() -> health.account();
            case AccountCheck.Pending _, AccountCheck.KeyRefused _, AccountCheck.Unreachable _ -> Optional.empty();
        };
    }

    private static OmniServer server(OmniAccount account) {
        return new OmniServer(
                Versions.canonical(account.version()),
                account.apiVersion(),
                account.accountId(),
                account.accountName());
    }

    /** The key is known without Omni; the role only from it. */
    private static ServiceAccountIdentity identity(ServiceAccountKey key, Optional<OmniAccount> account) {
        return new ServiceAccountIdentity(
                account.map(OmniAccount::identity).orElse(key.identity()),
                account.map(OmniAccount::role).orElse(null),
                key.fingerprint(),
                key.expiry().toString());
    }

    private static String brake(List<String> held) {
        return "the release brake holds " + String.join(", ", held.subList(0, Math.min(5, held.size())))
                + (held.size() > 5 ? " and " + (held.size() - 5) + " more" : "")
                + "; they go on when the window has passed, or once they are approved as their status says";
    }
}

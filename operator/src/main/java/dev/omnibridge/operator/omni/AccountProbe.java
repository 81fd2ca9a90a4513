package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.InvalidKeyException;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.transport.ClockSkewProbe;
import dev.omnibridge.omni.transport.ConnectionProblem;
import dev.omnibridge.operator.plan.Tokens;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The self-check of a connection: whose account answers, and whether our key may work in it. Blocks. */
final class AccountProbe {

    /** Roles that may write what users declare (wire-protocol 7.1). */
    private static final Set<String> STRONG_ENOUGH = Set.of("Operator", "Admin");

    private final String connection;
    private final Clock clock;

    AccountProbe(String connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Checks.
     *
     * @param pinned the account that must answer; empty on first contact
     * @param approvals tokens on the connection; one of them may let another account answer
     */
    AccountCheck check(AccountClient client, Optional<String> pinned, Set<String> approvals) {
        try {
            client.key().requireValid(clock);
            return judge(client.account(), pinned, approvals);
        } catch (InvalidKeyException e) {
            return new AccountCheck.KeyRefused(new Finding(Reason.KEY_EXPIRED, String.valueOf(e.getMessage())));
        } catch (OmniException.Unauthenticated _) {
            return new AccountCheck.KeyRefused(unauthenticated(client));
        } catch (OmniException.EulaNotAccepted e) {
            return new AccountCheck.KeyRefused(new Finding(Reason.EULA_NOT_ACCEPTED, text(e)));
        } catch (OmniException e) {
            return new AccountCheck.Unreachable(unreachable(e));
        }
    }

    private AccountCheck judge(OmniAccount account, Optional<String> pinned, Set<String> approvals) {
        if (account.accountId().isEmpty()) {
            return new AccountCheck.Unfit(
                    account,
                    new Finding(
                            Reason.OMNI_TOO_OLD,
                            "Omni " + account.version() + " does not tell the identity of its account, without which"
                                    + " another account behind the endpoint could not be noticed; use a newer Omni"));
        }
        if (pinned.isPresent() && !pinned.get().equals(account.accountId())) {
            String token = Tokens.account(connection, pinned.get(), account.accountId());
            if (!approvals.contains(token)) {
                return new AccountCheck.Unfit(account, anotherAccount(account, pinned.get(), token));
            }
        }
        if (!STRONG_ENOUGH.contains(account.role())) {
            return new AccountCheck.Unfit(
                    account,
                    new Finding(
                            Reason.ROLE_TOO_WEAK,
                            account.identity() + " has the role " + account.role()
                                    + "; give it the role Operator in Omni"));
        }
        return new AccountCheck.Passed(account);
    }

    private static Finding anotherAccount(OmniAccount account, String pinned, String token) {
        return new Finding(
                Reason.ACCOUNT_CHANGED,
                "the endpoint serves the account " + account.accountId() + " (" + account.accountName()
                        + "), but status.omni.accountID is " + pinned
                        + "; nothing is written and nothing leaves: restore the endpoint, or make another"
                        + " OmniConnection for the other account; if all objects of this one are to be of the other"
                        + " account from now on, " + Tokens.howToApprove(token) + " on this OmniConnection");
    }

    /** Omni answers every fault of a signature with one text; the clock is the one cause besides the key that can be told apart. */
    private static Finding unauthenticated(AccountClient client) {
        Optional<Duration> skew = client.clockSkew().filter(d -> d.abs().compareTo(ClockSkewProbe.TOLERATED) > 0);
        if (skew.isPresent()) {
            long seconds = skew.get().toSeconds();
            return new Finding(
                    Reason.CLOCK_SKEW,
                    "the clock of the operator is " + Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind")
                            + " Omni's, and Omni tolerates " + ClockSkewProbe.TOLERATED.toSeconds()
                            + " s; correct the time of the node");
        }
        return new Finding(
                Reason.KEY_UNKNOWN,
                "Omni does not accept the key " + client.key().fingerprint() + " of "
                        + client.key().name()
                        + ": it is unknown, revoked or replaced; create a new key in Omni and put it into the Secret");
    }

    private static Finding unreachable(OmniException failure) {
        return ConnectionProblem.of(failure)
                .map(problem -> new Finding(
                        reason(problem),
                        problem.sentence() + " (" + problem.detail(failure) + "); " + nextStep(problem)))
                .orElseGet(() -> new Finding(Reason.UNAVAILABLE, text(failure)));
    }

    private static Reason reason(ConnectionProblem problem) {
        return switch (problem) {
            case NAME_NOT_FOUND -> Reason.DNS_FAILED;
            case REFUSED -> Reason.CONNECTION_REFUSED;
            case CERTIFICATE_NAME -> Reason.TLS_NAME_MISMATCH;
            case CERTIFICATE_UNTRUSTED -> Reason.TLS_UNTRUSTED;
            case NOT_HTTP2, NOT_GRPC -> Reason.NOT_HTTP2;
            case DEADLINE -> Reason.DEADLINE_EXCEEDED;
            case TLS, UNAVAILABLE -> Reason.UNAVAILABLE;
        };
    }

    /** In words of the OmniConnection, which the client does not know. */
    private static String nextStep(ConnectionProblem problem) {
        return switch (problem) {
            case NAME_NOT_FOUND -> "check spec.endpoint, and DNS where the operator runs";
            case REFUSED -> "check host and port of spec.endpoint, firewalls and network policies";
            case CERTIFICATE_NAME -> "name a host in spec.endpoint that the certificate lists";
            case CERTIFICATE_UNTRUSTED ->
                "give the certificate of its authority in spec.tls.caBundle, or renew the server's if it has expired";
            case TLS, NOT_HTTP2, NOT_GRPC, DEADLINE, UNAVAILABLE -> problem.nextStep();
        };
    }

    private static String text(OmniException failure) {
        return failure.getMessage() + "; " + failure.nextStep();
    }
}

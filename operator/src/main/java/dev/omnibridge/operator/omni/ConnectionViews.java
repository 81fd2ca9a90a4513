package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.OmniWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What objects may do through a connection, decided from its state. Pure. */
final class ConnectionViews {

    /** How long what was read is good enough although it can't be followed (design 5). */
    static final Duration GRACE = Duration.ofSeconds(90);

    private ConnectionViews() {}

    /**
     * Without a session: what stands in the way of one.
     *
     * @param lost what is missing in Kubernetes, unless it may only just be on its way
     */
    static ConnectionView withoutSession(ConnectionSettings settings, Optional<Finding> lost) {
        return switch (settings.access()) {
            case Access.Known _ -> pending(settings, "it is being set up");
            case Access.Lost(Finding finding) ->
                lost.map(overdue -> notReady(Reason.CONNECTION_NOT_READY, settings, overdue))
                        .orElseGet(() -> notReady(settings, finding));
            case Access.Forbidden(Finding finding) -> notReady(settings, finding);
        };
    }

    /**
     * With a session.
     *
     * @param lost what is missing in Kubernetes, unless it may only just be replaced
     */
    static ConnectionView withSession(
            ConnectionSettings settings, SessionState session, OmniWriter writer, Optional<Finding> lost, Instant now) {
        ConnectionView view = bySession(settings, session, writer, now);
        return lost.isPresent()
                        && view instanceof ConnectionView.Usable(ConnectionFacts facts, OmniSnapshot omni, OmniWriter w)
                ? new ConnectionView.ForDeletionsOnly(
                        facts, omni, w, finding(Reason.CONNECTION_NOT_READY, settings, lost.get()))
                : view;
    }

    /** Why Omni can't be followed, once that has lasted longer than the grace. */
    static Optional<Finding> broken(SessionState session, Instant now) {
        return overdueSince(session, now).map(since -> new Finding(Reason.WATCH_BROKEN, watchBroke(session, since)));
    }

    private static ConnectionView bySession(
            ConnectionSettings settings, SessionState session, OmniWriter writer, Instant now) {
        return switch (session.check()) {
            case AccountCheck.Pending _ -> pending(settings, "it has not been checked yet");
            case AccountCheck.KeyRefused(Finding finding) -> notReady(settings, finding);
            case AccountCheck.Unfit(OmniAccount _, Finding finding) -> notReady(settings, finding);
            case AccountCheck.Unreachable(Finding finding) ->
                readable(session).isPresent() ? byMirror(settings, session, writer, now) : notReady(settings, finding);
            case AccountCheck.Passed _ -> byMirror(settings, session, writer, now);
        };
    }

    private static ConnectionView byMirror(
            ConnectionSettings settings, SessionState session, OmniWriter writer, Instant now) {
        Optional<OmniAccount> account = session.account();
        if (settings.accountId().isEmpty() || account.isEmpty()) {
            return pending(settings, "the identity of its account is not in its status yet");
        }
        if (!settings.accountId().equals(account.map(OmniAccount::accountId))) {
            return pending(settings, "its account is being checked again");
        }
        Optional<OmniSnapshot> snapshot = readable(session);
        if (snapshot.isEmpty()) {
            return pending(settings, "Omni is being read for the first time");
        }
        ConnectionFacts facts = facts(settings, account.get(), snapshot.get());
        return overdueSince(session, now)
                .<ConnectionView>map(
                        since -> new ConnectionView.Down(facts, snapshot.get(), since, down(settings, session, since)))
                .orElseGet(() -> new ConnectionView.Usable(facts, snapshot.get(), writer));
    }

    /** Since when Omni can't be followed, once that has lasted longer than the grace. */
    static Optional<Instant> overdueSince(SessionState session, Instant now) {
        return session.brokenSince().filter(since -> !now.isBefore(since.plus(GRACE)));
    }

    private static Finding down(ConnectionSettings settings, SessionState session, Instant since) {
        return session.check() instanceof AccountCheck.Unreachable(Finding finding)
                ? finding(Reason.CONNECTION_DOWN, settings, finding)
                : finding(
                        Reason.CONNECTION_DOWN, settings, new Finding(Reason.WATCH_BROKEN, watchBroke(session, since)));
    }

    private static String watchBroke(SessionState session, Instant since) {
        return "Omni answers, but " + session.brokenKinds() + " can't be watched since " + since
                + "; this is tried again all the time, look into Omni's log if it stays";
    }

    private static Optional<OmniSnapshot> readable(SessionState session) {
        return session.snapshot().filter(OmniSnapshot::bootstrapped);
    }

    private static ConnectionFacts facts(ConnectionSettings settings, OmniAccount account, OmniSnapshot snapshot) {
        return new ConnectionFacts(
                settings.name(),
                settings.sight(),
                account.accountId(),
                account.accountName(),
                settings.isPaused(),
                settings.defaultManagement(),
                settings.deletesByDefault(),
                settings.brake(),
                settings.budget(),
                snapshot.kind(ResourceTypes.CLUSTER_MACHINES).all().size());
    }

    private static ConnectionView pending(ConnectionSettings settings, String why) {
        return new ConnectionView.NotReady(
                settings.name(),
                new Finding(
                        Reason.CONNECTION_PENDING,
                        "OmniConnection " + settings.name() + ": " + why + "; this goes on by itself"));
    }

    private static ConnectionView notReady(ConnectionSettings settings, Finding finding) {
        Reason reason =
                finding.reason().standing() == Standing.STUCK ? Reason.CONNECTION_NOT_READY : Reason.CONNECTION_PENDING;
        return notReady(reason, settings, finding);
    }

    private static ConnectionView notReady(Reason reason, ConnectionSettings settings, Finding own) {
        return new ConnectionView.NotReady(settings.name(), finding(reason, settings, own), Optional.of(own.reason()));
    }

    /** The connection's own finding as its objects tell it. */
    private static Finding finding(Reason reason, ConnectionSettings settings, Finding own) {
        return new Finding(
                reason,
                "OmniConnection " + settings.name() + ": " + own.reason().text() + ": " + own.message());
    }
}

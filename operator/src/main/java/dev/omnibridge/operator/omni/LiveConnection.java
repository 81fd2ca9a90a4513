package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Standing;
import dev.omnibridge.operator.reconcile.ConnectionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One OmniConnection at work: its settings, and the session they lead to. Never blocks. */
final class LiveConnection implements AutoCloseable {

    /** How long a Secret may be missing while it is replaced, before only deletions go on (api 5: SecretNotFound). */
    static final Duration REPLACEMENT = Duration.ofMinutes(2);

    private final ConnectionTools tools;

    // All guarded by this.
    private ConnectionSettings settings;
    private Optional<Target> target = Optional.empty();
    private Optional<AccountSession> session = Optional.empty();
    private Optional<Instant> lostAt = Optional.empty();

    /** Where a session leads; another one needs another channel. */
    private record Target(OmniEndpoint endpoint, TlsTrust trust) {}

    LiveConnection(ConnectionSettings settings, ConnectionTools tools) {
        this.settings = settings;
        this.tools = tools;
    }

    /** Brings the session in line with these settings. Cheap if nothing changed. */
    synchronized void apply(ConnectionSettings newSettings) {
        boolean isNews = !settings.equals(newSettings);
        settings = newSettings;
        switch (newSettings.access()) {
            case Access.Known known -> {
                lostAt = Optional.empty();
                reach(known);
            }
            case Access.Lost _ -> {
                if (lostAt.isEmpty()) {
                    lostAt = Optional.of(tools.scheduler().now());
                    tools.scheduler().after(REPLACEMENT, () -> tools.router().everything(newSettings.name()));
                }
            }
            case Access.Forbidden _ -> {
                lostAt = Optional.empty();
                leave();
            }
        }
        session.ifPresent(s -> s.pin(newSettings.accountId()));
        session.ifPresent(s -> s.approve(newSettings.approvals()));
        if (isNews) {
            tools.router().everything(newSettings.name());
        }
    }

    synchronized ConnectionView view() {
        // who is shown that Omni is overdue must hear when it is no longer, also if its timer comes after both
        session.ifPresent(AccountSession::tellIfNews);
        return session.map(s -> ConnectionViews.withSession(settings, s.state(), s.writer(), lost(), now()))
                .orElseGet(() -> ConnectionViews.withoutSession(settings, lost()));
    }

    synchronized ConnectionHealth health() {
        return session.map(AccountSession::state)
                .map(state -> new ConnectionHealth(
                        state.check(),
                        state.account(),
                        Optional.of(state.key()),
                        state.snapshot().filter(OmniSnapshot::bootstrapped),
                        ConnectionViews.broken(state, now()),
                        state.brokenSince()))
                .orElseGet(ConnectionHealth::none);
    }

    synchronized Optional<ManagementClient> management() {
        return view() instanceof ConnectionView.Usable
                ? session.map(s -> s.client().management())
                : Optional.empty();
    }

    synchronized void failed(OmniException failure) {
        session.ifPresent(s -> s.failed(failure));
    }

    @Override
    public synchronized void close() {
        leave();
    }

    private void reach(Access.Known known) {
        Target wanted = new Target(known.endpoint(), known.trust());
        ServiceAccountKey key = known.key();
        if (session.isPresent() && target.equals(Optional.of(wanted))) {
            session.get().useKey(key);
            return;
        }
        leave();
        AccountSession next = new AccountSession(
                settings.name(), tools.clients().connect(settings.name(), known), settings.accountId(), tools);
        target = Optional.of(wanted);
        session = Optional.of(next);
        next.start();
    }

    private void leave() {
        session.ifPresent(AccountSession::close);
        session = Optional.empty();
        target = Optional.empty();
    }

    /** What is missing, unless it may only just be replaced. */
    private Optional<Finding> lost() {
        if (!(settings.access() instanceof Access.Lost(Finding finding))) {
            return Optional.empty();
        }
        boolean isOverdue =
                lostAt.filter(at -> !now().isBefore(at.plus(REPLACEMENT))).isPresent();
        return finding.reason().standing() == Standing.STUCK || isOverdue ? Optional.of(finding) : Optional.empty();
    }

    private Instant now() {
        return tools.scheduler().now();
    }
}

package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.OmniWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One client with its mirror, and what is known about the account behind it. Only writes and their confirmation block. */
final class AccountSession implements AutoCloseable, JournalingOmniWriter.Surroundings {

    /** How long a write waits for a check that is on its way; a doubt seldom lasts longer, and threads are shared with other accounts. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final AccountClient client;
    private final ConnectionTools tools;
    private final AccountProbe probe;
    private final CheckLoop checks;
    private final OmniWriter writer;
    private final SoleInstance soleInstance;

    private final Object lock = new Object();
    private final Certainty certainty = new Certainty();
    private Optional<String> pinned;
    private Set<String> approvals = Set.of();
    private AccountCheck check = new AccountCheck.Pending();
    private Optional<OmniAccount> account = Optional.empty();
    private Optional<AccountClient.Mirror> mirror = Optional.empty();
    private Standing told = new Standing(check, false, false);
    private MirrorScheduler.Timer expiry = () -> {};
    private boolean isClosed;

    /** What of a session concerns those who use it: whether they are told of it depends on this alone, not on how often a watch breaks. */
    private record Standing(AccountCheck check, boolean isRead, boolean isOverdue) {}

    /** @param pinned the account that must answer; empty on first contact */
    AccountSession(String name, AccountClient client, Optional<String> pinned, ConnectionTools tools) {
        this.name = name;
        this.client = client;
        this.pinned = pinned;
        this.tools = tools;
        this.probe = new AccountProbe(name, tools.clock());
        this.checks = new CheckLoop(this::checkSettles, tools.scheduler(), tools.executor());
        this.writer =
                new JournalingOmniWriter(name, client.state(), client.management()::kubernetesUpgradePreChecks, this);
        this.soleInstance = new SoleInstance(name, client.state(), tools, new IncarnationKeeper.Listener() {
            @Override
            public void stored(Resource<?> record) {
                AccountSession.this.stored(record);
            }

            @Override
            public void news() {
                tellIfNews();
            }
        });
    }

    AccountClient client() {
        return client;
    }

    OmniWriter writer() {
        return writer;
    }

    /** Everything at this moment. */
    SessionState state() {
        synchronized (lock) {
            return new SessionState(soleInstance.weigh(check), account, client.key(), readable(), certainty.lostAt());
        }
    }

    /** Tokens that are on the connection. */
    void approve(Set<String> tokens) {
        boolean isNews;
        synchronized (lock) {
            isNews = !tokens.equals(approvals) && check instanceof AccountCheck.Unfit;
            approvals = Set.copyOf(tokens);
        }
        if (isNews) {
            checks.request();
        }
        soleInstance.approve(tokens);
    }

    /** Begins with the first check. */
    void start() {
        checkAtExpiry(client.key());
        checks.request();
    }

    /** Signs with this key from now on, if it is another one; what it may do has to be found out anew. */
    void useKey(ServiceAccountKey key) {
        if (!client.key().fingerprint().equals(key.fingerprint())) {
            client.replaceKey(key);
            doubt();
            checkAtExpiry(key);
        }
    }

    /** Says which account must answer. */
    void pin(Optional<String> accountId) {
        boolean isAnswering;
        synchronized (lock) {
            if (pinned.equals(accountId)) {
                return;
            }
            pinned = accountId;
            isAnswering = account.map(OmniAccount::accountId).equals(accountId);
        }
        if (!isAnswering) {
            doubt();
        }
    }

    /** Another account may answer from now on, or the key may be refused. */
    void doubt() {
        synchronized (lock) {
            certainty.doubt(readable(), tools.scheduler().now());
            if (!isClosed) {
                // What changes now shows only with the next snapshot that is certain.
                tools.router().hold(name);
            }
        }
        checks.request();
        tools.scheduler().after(ConnectionViews.GRACE.plusMillis(1), this::tellIfNews);
    }

    @Override
    public void requireSameAccount() {
        if (isCertain()) {
            return;
        }
        // whatever ended the certainty has asked for a check, which goes on until it is back
        if (!isCertainSoon()) {
            throw new OmniException.Cancelled(
                    "the connection " + name + " was interrupted, and its account could not be confirmed since", null);
        }
    }

    @Override
    public void requireSoleInstance(boolean removes) {
        soleInstance.require(removes);
    }

    private boolean isCertain() {
        synchronized (lock) {
            return certainty.isCertain();
        }
    }

    /** Waits for the check that is on its way, as long as there is reason to think that it will pass. */
    private boolean isCertainSoon() {
        synchronized (lock) {
            while (!certainty.isCertain() && check instanceof AccountCheck.Passed) {
                Duration left = certainty
                        .lostAt()
                        .map(at -> Duration.between(tools.scheduler().now(), at.plus(PATIENCE)))
                        .orElse(Duration.ZERO);
                if (!left.isPositive() || isClosed) {
                    break;
                }
                try {
                    tools.scheduler().await(lock, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            return certainty.isCertain();
        }
    }

    @Override
    public void stored(Resource<?> resource) {
        Optional<AccountClient.Mirror> current;
        synchronized (lock) {
            current = mirror;
        }
        current.ifPresent(m -> m.stored(resource));
    }

    @Override
    public void failed(OmniException failure) {
        boolean concernsKey = failure instanceof OmniException.Unauthenticated
                || failure instanceof OmniException.EulaNotAccepted
                || failure instanceof OmniException.PermissionDenied;
        if (concernsKey) {
            // It may be true of this one call only; the check finds out what it means for the connection.
            checks.request();
        }
    }

    @Override
    public void close() {
        checks.close();
        Optional<AccountClient.Mirror> ended;
        synchronized (lock) {
            isClosed = true;
            expiry.cancel();
            lock.notifyAll();
            ended = mirror;
            mirror = Optional.empty();
        }
        tools.executor().execute(() -> {
            ended.ifPresent(AccountClient.Mirror::close);
            client.close();
        });
    }

    private Optional<OmniSnapshot> readable() {
        return certainty.kept().or(() -> mirror.map(AccountClient.Mirror::snapshot));
    }

    private boolean checkSettles() {
        long mark;
        Optional<String> expected;
        Set<String> approved;
        synchronized (lock) {
            mark = certainty.beginCheck();
            expected = pinned;
            approved = approvals;
        }
        boolean isSettled = isSettledBy(probe.check(client, expected, approved), mark);
        showTheRecord();
        tellIfNews();
        return isSettled;
    }

    /** What the record of the instance says, as soon as it is certain whose account it is in. */
    void showTheRecord() {
        Optional<OmniSnapshot> omni;
        synchronized (lock) {
            omni = isCertain() && check instanceof AccountCheck.Passed
                    ? mirror.map(AccountClient.Mirror::snapshot)
                    : Optional.empty();
        }
        omni.ifPresent(soleInstance::shows);
    }

    private boolean isSettledBy(AccountCheck result, long mark) {
        Optional<AccountClient.Mirror> ended = Optional.empty();
        try {
            synchronized (lock) {
                // What went wrong before the key was replaced, or the watch broke, says nothing about now; the next
                // check is asked for already.
                boolean isPassed = result instanceof AccountCheck.Passed;
                if (!isPassed) {
                    // one check asks for all watches
                    mirror.ifPresent(AccountClient.Mirror::rest);
                }
                boolean isAnswer = isPassed || !certainty.isOutdated(mark);
                if (isClosed || !isAnswer) {
                    return isClosed;
                }
                boolean wasCertain = certainty.isCertain();
                check = result;
                ended = isAnotherAccount(result) ? forget() : Optional.empty();
                if (result instanceof AccountCheck.Passed(OmniAccount answering)) {
                    account = Optional.of(answering);
                    certainty.passed(mark);
                    follow();
                }
                if (certainty.isCertain()) {
                    tools.router().release(name);
                    if (!wasCertain) {
                        tools.router().returned(name);
                    }
                }
                lock.notifyAll();
                return isPassed && certainty.isCertain();
            }
        } finally {
            ended.ifPresent(AccountClient.Mirror::close);
        }
    }

    /** Wakes everybody once for what changed of the standing, however it came about; an Omni that is away for a moment changes nothing. */
    void tellIfNews() {
        boolean isNews;
        synchronized (lock) {
            boolean isRead = readable().filter(OmniSnapshot::bootstrapped).isPresent();
            boolean isOverdue = ConnectionViews.overdueSince(
                            state(), tools.scheduler().now())
                    .isPresent();
            boolean isBridged = check instanceof AccountCheck.Unreachable && isRead && !isOverdue;
            Standing now = isBridged ? told : new Standing(soleInstance.weigh(check), isRead, isOverdue);
            isNews = !isClosed && !now.equals(told);
            told = now;
        }
        if (isNews) {
            tools.router().everything(name);
        }
    }

    /** Before the first account is pinned, one that answered before is all there is to compare with. */
    private boolean isAnotherAccount(AccountCheck result) {
        return switch (result) {
            case AccountCheck.Unfit unfit -> unfit.finding().reason() == Reason.ACCOUNT_CHANGED;
            case AccountCheck.Passed(OmniAccount answering) ->
                account.filter(before -> !before.accountId().equals(answering.accountId()))
                        .isPresent();
            case AccountCheck.Pending _, AccountCheck.Unreachable _, AccountCheck.KeyRefused _ -> false;
        };
    }

    /** What was read since the doubt may be another account's; all of it is read anew once the right one is back. */
    private Optional<AccountClient.Mirror> forget() {
        Optional<AccountClient.Mirror> ended = mirror;
        mirror = Optional.empty();
        certainty.forgetSnapshot();
        return ended;
    }

    private void follow() {
        if (mirror.isPresent()) {
            mirror.get().resume();
        } else if (!isClosed) {
            mirror = Optional.of(client.mirror(new AccountEar(name, this, tools.router())));
        }
    }

    /** An expired key ends no running watch, so nothing but time tells. */
    private void checkAtExpiry(ServiceAccountKey key) {
        Duration left = Duration.between(tools.scheduler().now(), key.expiry());
        synchronized (lock) {
            expiry.cancel();
            if (left.isPositive() && !isClosed) {
                expiry = tools.scheduler().after(left.plusMillis(1), this::doubt);
            }
        }
    }
}

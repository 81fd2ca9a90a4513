package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.OmniWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client with its mirror, and what is known about the account behind it. Only writes and their confirmation block. */
final class AccountSession implements AutoCloseable, JournalingOmniWriter.Surroundings {

    private final String name;
    private final AccountClient client;
    private final ConnectionTools tools;
    private final AccountProbe probe;
    private final CheckLoop checks;
    private final OmniWriter writer;

    private final Object lock = new Object();
    private final Certainty certainty = new Certainty();
    private Optional<String> pinned;
    private AccountCheck check = new AccountCheck.Pending();
    private Optional<OmniAccount> account = Optional.empty();
    private Optional<AccountClient.Mirror> mirror = Optional.empty();
    private boolean isClosed;

    /** @param pinned the account that must answer; empty on first contact */
    AccountSession(String name, AccountClient client, Optional<String> pinned, ConnectionTools tools) {
        this.name = name;
        this.client = client;
        this.pinned = pinned;
        this.tools = tools;
        this.probe = new AccountProbe(tools.clock());
        this.checks = new CheckLoop(this::checkSettles, tools.scheduler(), tools.executor());
        this.writer = new JournalingOmniWriter(name, client.state(), this);
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
            return new SessionState(check, account, client.key(), readable(), certainty.lostAt());
        }
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
    private void doubt() {
        synchronized (lock) {
            certainty.doubt(readable(), tools.scheduler().now());
        }
        checks.request();
    }

    @Override
    public void requireSameAccount() {
        synchronized (lock) {
            if (certainty.isCertain()) {
                return;
            }
        }
        if (!(checkNow() instanceof AccountCheck.Passed)) {
            throw new OmniException.Cancelled(
                    "the connection " + name + " was interrupted, and its account could not be confirmed since", null);
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
        boolean isPassed = checkNow() instanceof AccountCheck.Passed;
        synchronized (lock) {
            return isPassed && certainty.isCertain();
        }
    }

    private AccountCheck checkNow() {
        long mark;
        Optional<String> expected;
        synchronized (lock) {
            mark = certainty.beginCheck();
            expected = pinned;
        }
        AccountCheck result = probe.check(client, expected);
        boolean isNews;
        Optional<AccountClient.Mirror> ended;
        synchronized (lock) {
            isNews = !check.equals(result) || !certainty.isCertain();
            check = result;
            ended = isAnotherAccount(result) ? forget() : Optional.empty();
            if (result instanceof AccountCheck.Passed(OmniAccount answering)) {
                account = Optional.of(answering);
                certainty.passed(mark);
                follow();
            }
        }
        ended.ifPresent(AccountClient.Mirror::close);
        if (isNews) {
            tools.router().everything(name);
        }
        return result;
    }

    private static boolean isAnotherAccount(AccountCheck result) {
        return result instanceof AccountCheck.Unfit unfit && unfit.finding().reason() == Reason.ACCOUNT_CHANGED;
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
            mirror.get().retryNow();
        } else if (!isClosed) {
            mirror = Optional.of(client.mirror(new Ear()));
        }
    }

    /** An expired key ends no running watch, so nothing but time tells. */
    private void checkAtExpiry(ServiceAccountKey key) {
        Duration left = Duration.between(tools.scheduler().now(), key.expiry());
        if (left.isPositive()) {
            tools.scheduler().after(left.plusMillis(1), () -> {
                if (client.key().fingerprint().equals(key.fingerprint())) {
                    doubt();
                }
            });
        }
    }

    /** Hears one mirror. */
    private final class Ear implements MirrorListener {

        private final Set<ResourceType<?>> live = new HashSet<>();

        @Override
        public <S extends Message> void onChange(
                ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after) {
            tools.router().changed(name, type, id, before, after);
        }

        @Override
        public void onState(ResourceType<?> type, MirrorState state) {
            if (state.live()) {
                live.add(type);
                if (live.size() == MirroredKinds.all().size()) {
                    tools.router().everything(name);
                }
            } else if (live.remove(type)) {
                doubt();
                Duration grace = ConnectionViews.GRACE.plusMillis(1);
                tools.scheduler().after(grace, () -> tools.router().everything(name));
            }
        }
    }
}

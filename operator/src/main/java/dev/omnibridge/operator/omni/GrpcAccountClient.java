package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.state.StateClient;
import java.time.Duration;
import java.util.Optional;

/** The client of Omni as a connection uses it: with a mirror of exactly the kinds the operator reads. */
public final class GrpcAccountClient implements AccountClient {

    private final OmniClient client;
    private final MirrorScheduler scheduler;

    /** Takes over a client; closing this closes it. */
    public GrpcAccountClient(OmniClient client, MirrorScheduler scheduler) {
        this.client = client;
        this.scheduler = scheduler;
    }

    @Override
    public OmniAccount account() {
        return client.account();
    }

    @Override
    public Optional<Duration> clockSkew() {
        return client.clockSkew();
    }

    @Override
    public ServiceAccountKey key() {
        return client.key();
    }

    @Override
    public void replaceKey(ServiceAccountKey key) {
        client.replaceKey(key);
    }

    @Override
    public StateClient state() {
        return client.state();
    }

    @Override
    public ManagementClient management() {
        return client.management();
    }

    @Override
    public Mirror mirror(MirrorListener listener) {
        return new AccountMirror(client.mirror(MirroredKinds.all(), listener, scheduler));
    }

    @Override
    public void close() {
        client.close();
    }
}

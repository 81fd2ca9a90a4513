package dev.omnibridge.omni;

import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniMirror;
import dev.omnibridge.omni.proto.specs.CurrentUserSpec;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.GrpcStateClient;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.transport.CallListener;
import dev.omnibridge.omni.transport.ClockSkewProbe;
import dev.omnibridge.omni.transport.HealthzProbe;
import dev.omnibridge.omni.transport.OmniChannel;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import io.grpc.ManagedChannelBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection to one Omni with one service account. One channel carries all its calls; closing it ends them and all watches. */
public final class OmniClient implements AutoCloseable {

    private final Clock clock;
    private final SigningInterceptor signing;
    private final OmniChannel channel;
    private final StateClient state;
    private final ManagementClient management;
    private final ClockSkewProbe skewProbe;
    private final List<OmniMirror> mirrors = new CopyOnWriteArrayList<>();

    private OmniClient(Clock clock, SigningInterceptor signing, OmniChannel channel, ClockSkewProbe skewProbe) {
        this.clock = clock;
        this.signing = signing;
        this.channel = channel;
        this.state = new GrpcStateClient(channel.grpc(), clock);
        this.management = new ManagementClient(channel.grpc());
        this.skewProbe = skewProbe;
    }

    /** A client of the Omni at an endpoint; connects with the first call. */
    public static OmniClient connect(
            OmniEndpoint endpoint, TlsTrust trust, ServiceAccountKey key, Clock clock, String userAgent) {
        return connect(endpoint, trust, key, clock, userAgent, CallListener.NONE);
    }

    /** The same, with somebody who hears of its calls. */
    public static OmniClient connect(
            OmniEndpoint endpoint,
            TlsTrust trust,
            ServiceAccountKey key,
            Clock clock,
            String userAgent,
            CallListener listener) {
        SigningInterceptor signing = new SigningInterceptor(new RequestSigner(key, clock));
        return new OmniClient(
                clock,
                signing,
                OmniChannel.open(endpoint, trust, signing, userAgent, listener),
                new HealthzProbe(endpoint, trust, clock));
    }

    /** A client over a given transport, for instance in process, with the same signing, limits and deadlines. */
    public static OmniClient over(
            ManagedChannelBuilder<?> transport, ServiceAccountKey key, Clock clock, ClockSkewProbe skewProbe) {
        SigningInterceptor signing = new SigningInterceptor(new RequestSigner(key, clock));
        return new OmniClient(clock, signing, OmniChannel.open(transport, signing, "omnibridge"), skewProbe);
    }

    /** Omni's resources. */
    public StateClient state() {
        return state;
    }

    /** Omni's management calls. */
    public ManagementClient management() {
        return management;
    }

    /** The key that signs now. */
    public ServiceAccountKey key() {
        return signing.key();
    }

    /** Signs with another key from the next call on, over the same channel. Running watches go on; broken ones try again at once. */
    public void replaceKey(ServiceAccountKey key) {
        signing.replaceSigner(new RequestSigner(key, clock));
        mirrors.forEach(OmniMirror::retryNow);
    }

    /**
     * Asks Omni who it is and as whom it sees this client.
     *
     * @throws OmniException if it can't be reached or refuses the key
     */
    public OmniAccount account() {
        // the channel's own back-off grows to two minutes, and who asks has one already
        channel.grpc().resetConnectBackoff();
        CurrentUserSpec user = state.get(ResourceTypes.CURRENT_USERS, "current").spec();
        SysVersionSpec version =
                state.get(ResourceTypes.SYS_VERSIONS, "current").spec();
        FeaturesConfigSpec.Account account = features().getAccount();
        return new OmniAccount(
                user.getIdentity(),
                user.getRole(),
                account.getId(),
                account.getName(),
                version.getBackendVersion(),
                version.getBackendApiVersion());
    }

    /** How far the clock here is ahead of Omni's (negative: behind); empty if Omni does not tell. Blocks for up to ten seconds. */
    public Optional<Duration> clockSkew() {
        return skewProbe.skew();
    }

    private FeaturesConfigSpec features() {
        try {
            return state.get(ResourceTypes.FEATURES_CONFIGS, "features-config").spec();
        } catch (OmniException.NotFound e) {
            // Not written yet, in the first moments of an Omni.
            return FeaturesConfigSpec.getDefaultInstance();
        }
    }

    /** Begins to mirror some kinds; ends with this client. The listener hears of changes on the client's threads. */
    public OmniMirror mirror(List<MirroredKind<?>> kinds, MirrorListener listener, MirrorScheduler scheduler) {
        OmniMirror mirror = new OmniMirror(state, kinds, listener, scheduler);
        mirrors.add(mirror);
        mirror.start();
        return mirror;
    }

    @Override
    public void close() {
        mirrors.forEach(OmniMirror::close);
        channel.close();
    }
}

package dev.omnibridge.simulation.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.omni.AccountClient;
import dev.omnibridge.operator.omni.AccountMirror;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One client of Omni in one operator process, with the real mirror. */
public final class SimulatedAccount implements AccountClient {

    private final SimulatedState state;
    private final StateClient seen;
    private final ManagementClient management;
    private final MirrorScheduler timers;
    private ServiceAccountKey key;

    /** @param seam what stands between client and Omni: nothing, or a planted bug */
    public SimulatedAccount(
            SimulatedState state,
            UnaryOperator<StateClient> seam,
            ManagementClient management,
            ServiceAccountKey key,
            MirrorScheduler timers) {
        this.state = state;
        this.seen = seam.apply(state);
        this.management = management;
        this.key = key;
        this.timers = timers;
    }

    @Override
    public OmniAccount account() {
        FeaturesConfigSpec.Account account = state.get(ResourceTypes.FEATURES_CONFIGS, "features-config")
                .spec()
                .getAccount();
        SysVersionSpec version =
                state.get(ResourceTypes.SYS_VERSIONS, "current").spec();
        return new OmniAccount(
                key.identity(),
                "Operator",
                account.getId(),
                account.getName(),
                version.getBackendVersion(),
                version.getBackendApiVersion());
    }

    @Override
    public Optional<Duration> clockSkew() {
        return Optional.empty();
    }

    @Override
    public ServiceAccountKey key() {
        return key;
    }

    @Override
    public void replaceKey(ServiceAccountKey newKey) {
        key = newKey;
    }

    @Override
    public StateClient state() {
        return seen;
    }

    @Override
    public ManagementClient management() {
        return management;
    }

    @Override
    public Mirror mirror(MirrorListener listener) {
        return AccountMirror.start(seen, listener, timers);
    }

    @Override
    public void close() {
        state.close();
    }
}

package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hears one mirror of an account: changes go to those they concern, the states of watches to the session. */
final class AccountEar implements MirrorListener {

    private final String name;
    private final AccountSession session;
    private final ChangeRouter router;

    AccountEar(String name, AccountSession session, ChangeRouter router) {
        this.name = name;
        this.session = session;
        this.router = router;
    }

    @Override
    public <S extends Message> void onChange(
            ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after) {
        if (type.equals(ResourceTypes.MACHINE_STATUS_SNAPSHOTS)) {
            router.machineSaid(name, before, after, () -> member(id));
        } else if (type.equals(ResourceTypes.MACHINE_LABELS)) {
            session.showTheRecord();
        } else {
            router.changed(name, type, id, before, after);
        }
    }

    @Override
    public void onState(ResourceType<?> type, MirrorState state) {
        if (state.live()) {
            if (type.equals(ResourceTypes.MACHINE_LABELS)) {
                session.showTheRecord();
            }
            session.tellIfNews();
        } else {
            // Also a watch that never stood: what it reads at its next attempt may be another account's.
            session.doubt();
        }
    }

    private Optional<Resource<ClusterMachineStatusSpec>> member(String machine) {
        return session.state()
                .snapshot()
                .flatMap(omni ->
                        omni.kind(ResourceTypes.CLUSTER_MACHINE_STATUSES).get(machine));
    }
}

package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MaintenanceConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Remembers that a machine in maintenance was told where Omni wants its logs and events: the same for all machines. */
final class MaintenanceConfigStatusController extends Transform<SiderolinkSpec, MaintenanceConfigStatusSpec> {

    private static final String CONFIG = Sha256.hex("events and logs to " + MachineIdentity.SUBNET + "::1");

    MaintenanceConfigStatusController(Store store) {
        super(
                store,
                "MaintenanceConfigStatusController",
                ResourceTypes.LINKS,
                UpkeepKinds.MAINTENANCE_CONFIG_STATUSES,
                List.of());
    }

    @Override
    protected Requeue transform(Resource<SiderolinkSpec> link) {
        if (link.spec().getConnected()) {
            write(
                    link.id(),
                    status -> status.withSpec(MaintenanceConfigStatusSpec.newBuilder()
                            .setPublicKeyAtLastApply(link.spec().getNodePublicKey())
                            .setLastAppliedConfigHash(CONFIG)
                            .build()));
        }
        return Requeue.onEvent();
    }
}

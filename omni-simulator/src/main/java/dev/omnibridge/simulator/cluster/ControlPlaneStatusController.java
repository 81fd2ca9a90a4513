package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.ControlPlaneStatusSpec;
import dev.omnibridge.omni.proto.specs.ControlPlaneStatusSpec.Condition;
import dev.omnibridge.omni.proto.specs.ControlPlaneStatusSpec.Condition.Status;
import dev.omnibridge.omni.proto.specs.ControlPlaneStatusSpec.ConditionType;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machineset.EtcdQuorum;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/**
 * Keeps ControlPlaneStatuses: absent, or all conditions Ready and perhaps out of date, because a check that fails is never stored
 * (status-and-lifecycle.md 0, trap 6). Holds worker sets too, like Omni.
 */
final class ControlPlaneStatusController extends Transform<MachineSetSpec, ControlPlaneStatusSpec> {

    private static final ControlPlaneStatusSpec PASSED = ControlPlaneStatusSpec.newBuilder()
            .addConditions(Condition.newBuilder()
                    .setType(ConditionType.WireguardConnection)
                    .setStatus(Status.Ready))
            .addConditions(Condition.newBuilder().setType(ConditionType.Etcd).setStatus(Status.Ready))
            .build();

    private final Machines machines;

    ControlPlaneStatusController(Store store, Machines machines) {
        super(
                store,
                "ControlPlaneStatusController",
                ResourceTypes.MACHINE_SETS,
                ResourceTypes.CONTROL_PLANE_STATUSES,
                List.<Input<?>>of(Input.byId(ResourceTypes.MACHINE_SET_STATUSES)));
        this.machines = machines;
    }

    @Override
    protected Requeue transform(Resource<MachineSetSpec> set) {
        String cluster = set.label(OmniKeys.CLUSTER).orElse("");
        if (set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE)
                && isReady(set)
                && EtcdQuorum.read(store, machines, cluster).isHeld()) {
            write(
                    set.id(),
                    status -> status.withLabel(OmniKeys.CLUSTER, cluster).withSpec(PASSED));
        }
        return Requeue.onEvent();
    }

    private boolean isReady(Resource<MachineSetSpec> set) {
        return store.get(ResourceTypes.MACHINE_SET_STATUSES, set.id())
                .filter(status -> status.spec().getReady())
                .isPresent();
    }
}

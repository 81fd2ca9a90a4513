package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSnapshotSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStatus;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Keeps the last stage each machine has reported; a machine that can't be reached keeps it. */
final class MachineStatusSnapshotController extends Transform<MachineSpec, MachineStatusSnapshotSpec> {

    private final Machines machines;

    MachineStatusSnapshotController(Store store, Machines machines) {
        super(
                store,
                "MachineStatusSnapshotController",
                ResourceTypes.MACHINES,
                ResourceTypes.MACHINE_STATUS_SNAPSHOTS,
                List.of());
        this.machines = machines;
    }

    @Override
    protected Requeue transform(Resource<MachineSpec> machine) {
        machines.find(machine.id())
                .filter(VirtualMachine::isReachable)
                .ifPresent(reachable -> write(machine.id(), snapshot -> snapshot.withSpec(read(reachable))));
        return Requeue.onEvent();
    }

    private static MachineStatusSnapshotSpec read(VirtualMachine machine) {
        MachineStatus.Builder status =
                MachineStatus.newBuilder().setReady(machine.isReady()).addAllUnmetConditions(machine.unmetConditions());
        return MachineStatusSnapshotSpec.newBuilder()
                .setMachineStatus(MachineStatusEvent.newBuilder()
                        .setStage(machine.stage())
                        .setStatus(status))
                .setBootId(machine.bootId())
                .build();
    }
}

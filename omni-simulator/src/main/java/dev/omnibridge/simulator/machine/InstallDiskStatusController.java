package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.MachineInstallDiskStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;

/** Says on which disk a machine is installed; virtual machines have one. A kind of Omni's main branch: a
 * simulator of 1.10 doesn't serve it. */
final class InstallDiskStatusController extends Transform<MachineStatusSpec, MachineInstallDiskStatusSpec> {

    private static final ResourceType<MachineInstallDiskStatusSpec> MACHINE_INSTALL_DISK_STATUSES = new ResourceType<>(
            "MachineInstallDiskStatuses.omni.sidero.dev", "default", MachineInstallDiskStatusSpec.getDefaultInstance());

    InstallDiskStatusController(Store store) {
        super(
                store,
                "MachineInstallDiskStatusController",
                ResourceTypes.MACHINE_STATUSES,
                MACHINE_INSTALL_DISK_STATUSES,
                List.of());
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> machine) {
        List<String> disks = machine.spec().getHardware().getBlockdevicesList().stream()
                .map(MachineStatusSpec.HardwareStatus.BlockDevice::getLinuxName)
                .toList();
        if (!disks.isEmpty()) {
            write(
                    machine.id(),
                    status -> Outputs.withLabels(
                                    status,
                                    machine.label(OmniKeys.CLUSTER)
                                            .map(cluster -> Map.of(OmniKeys.CLUSTER, cluster))
                                            .orElse(Map.of()))
                            .withSpec(MachineInstallDiskStatusSpec.newBuilder()
                                    .setDisk(disks.getFirst())
                                    .addAllDisks(disks)
                                    .build()));
        }
        return Requeue.onEvent();
    }
}

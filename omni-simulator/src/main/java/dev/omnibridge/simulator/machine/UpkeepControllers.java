package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigExtractionStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigGenOptionsSpec;
import dev.omnibridge.omni.proto.specs.MachineConfigGenOptionsSpec.InstallImage;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.proto.specs.SchematicConfigurationSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Optional;

/**
 * What Omni keeps beside each machine, as it was seen on a running 1.10.4. Machines here run the image that they should unless they are in a
 * cluster, whose rollout has statuses of its own; they come without a config, and their command line is not told.
 */
final class UpkeepControllers {

    private static final String IMAGE_FACTORY = "factory.talos.dev";

    private UpkeepControllers() {}

    static void register(World world) {
        Store store = world.store();
        world.register(new MachineUpkeep<>(
                store,
                "MachineConfigGenOptionsController",
                UpkeepKinds.MACHINE_CONFIG_GEN_OPTIONS,
                List.of(Input.byId(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS)),
                false,
                (machine, known) -> genOptions(
                        machine.spec(), known, store.get(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, machine.id()))));
        world.register(new MachineUpkeep<>(
                store,
                "KernelArgsStatusController",
                UpkeepKinds.KERNEL_ARGS_STATUSES,
                List.of(Input.byId(ResourceTypes.KERNEL_ARGS)),
                true,
                (machine, known) -> kernelArgs(store.get(ResourceTypes.KERNEL_ARGS, machine.id()))));
        world.register(new MachineUpkeep<>(
                store,
                "MachineUpgradeStatusController",
                UpkeepKinds.MACHINE_UPGRADE_STATUSES,
                List.of(Input.byId(ResourceTypes.SCHEMATIC_CONFIGURATIONS)),
                true,
                (machine, known) ->
                        upgrade(machine.spec(), store.get(ResourceTypes.SCHEMATIC_CONFIGURATIONS, machine.id()))));
        world.register(new MachineUpkeep<>(
                store,
                "MachineConfigExtractionController",
                UpkeepKinds.MACHINE_CONFIG_EXTRACTION_STATUSES,
                List.of(),
                false,
                (machine, known) -> MachineConfigExtractionStatusSpec.newBuilder()
                        .setInitialized(true)
                        .build()));
    }

    /** The image is known once the machine is in a cluster, and stays known when it leaves. */
    private static MachineConfigGenOptionsSpec genOptions(
            MachineStatusSpec machine,
            MachineConfigGenOptionsSpec known,
            Optional<Resource<ClusterMachineTalosVersionSpec>> wanted) {
        MachineConfigGenOptionsSpec.Builder options = known.toBuilder();
        machine.getHardware().getBlockdevicesList().stream()
                .findFirst()
                .ifPresent(disk -> options.setInstallDisk(disk.getLinuxName()));
        wanted.map(Resource::spec)
                .ifPresent(version -> options.setInstallImage(InstallImage.newBuilder()
                        .setTalosVersion(version.getTalosVersion())
                        .setSchematicId(version.getSchematicId())
                        .setSchematicInitialized(true)
                        .setPlatform(machine.getPlatformMetadata().getPlatform())
                        .setImageFactoryHost(IMAGE_FACTORY)));
        return options.build();
    }

    private static KernelArgsStatusSpec kernelArgs(Optional<Resource<KernelArgsSpec>> declared) {
        return KernelArgsStatusSpec.newBuilder()
                .addAllArgs(declared.map(Resource::spec)
                        .orElse(KernelArgsSpec.getDefaultInstance())
                        .getArgsList())
                .build();
    }

    /** A machine of a cluster that waits for another image is upgraded by its cluster: here it only shows. */
    private static MachineUpgradeStatusSpec upgrade(
            MachineStatusSpec machine, Optional<Resource<SchematicConfigurationSpec>> decided) {
        String running = machine.getSchematic().getFullId();
        String wanted = decided.map(schematic -> schematic.spec().getSchematicId())
                .filter(schematic -> !machine.getMaintenance())
                .orElse(running);
        boolean isUpToDate = wanted.equals(running);
        return MachineUpgradeStatusSpec.newBuilder()
                .setSchematicId(wanted)
                .setCurrentSchematicId(running)
                .setTalosVersion(machine.getTalosVersion())
                .setCurrentTalosVersion(machine.getTalosVersion())
                .setPhase(isUpToDate ? Phase.UpToDate : Phase.Pending)
                .setStatus(isUpToDate ? "machine is up to date" : "not in maintenance mode")
                .setIsMaintenance(machine.getMaintenance())
                .build();
    }
}

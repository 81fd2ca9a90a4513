package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsStatusSpec.Item;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.SchematicConfigurationSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.Concerned;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.machine.ImageFactory;
import dev.omnibridge.simulator.machine.ImageFactory.Image;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides which image each machine should run. In a cluster it has the extensions that are declared for it, or none; elsewhere it keeps those
 * it has. Kernel arguments are those declared for the machine, wherever it is.
 */
final class SchematicConfigurationController extends Transform<MachineStatusSpec, SchematicConfigurationSpec> {

    private static final String NAME = "SchematicConfigurationController";
    /** Minor of the first Talos that takes kernel arguments from its image. */
    private static final int TAKES_ARGUMENTS = 12;

    private final ImageFactory images;

    SchematicConfigurationController(Store store, ImageFactory images) {
        super(
                store,
                NAME,
                ResourceTypes.MACHINE_STATUSES,
                ResourceTypes.SCHEMATIC_CONFIGURATIONS,
                List.of(
                        Input.byId(ResourceTypes.CLUSTER_MACHINES),
                        Concerned.machinesOfCluster(store, ResourceTypes.CLUSTERS),
                        Input.byId(ResourceTypes.KERNEL_ARGS),
                        Input.byId(UpkeepKinds.MACHINE_EXTENSIONS)));
        this.images = images;
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> machine) {
        hold(machine.id());
        Optional<Resource<ClusterMachineSpec>> member =
                store.get(ResourceTypes.CLUSTER_MACHINES, machine.id()).filter(m -> !m.isTearingDown());
        Optional<String> cluster = member.flatMap(m -> m.label(OmniKeys.CLUSTER));
        String version = cluster.flatMap(id -> store.get(ResourceTypes.CLUSTERS, id))
                .map(c -> c.spec().getTalosVersion())
                .orElseGet(() -> machine.spec().getTalosVersion().replaceFirst("^v", ""));
        Image wanted = new Image(kernelArgs(machine), extensions(machine, member.isPresent()));
        write(
                machine.id(),
                output -> Outputs.withLabels(
                                output,
                                cluster.map(id -> Map.of(OmniKeys.CLUSTER, id)).orElse(Map.of()))
                        .withSpec(SchematicConfigurationSpec.newBuilder()
                                .setTalosVersion(version)
                                .setSchematicId(schematic(machine.spec(), version, wanted, output.spec()))
                                .build()));
        writeExtensions(machine, member, version, wanted.extensions());
        return Requeue.onEvent();
    }

    /**
     * The factory is not asked for what the machine runs already: whatever was decided last stays, be it for an image that was wanted in the
     * meantime only. The machine then goes there and back.
     */
    private String schematic(MachineStatusSpec machine, String version, Image wanted, SchematicConfigurationSpec last) {
        Image running = new Image(
                machine.getSchematic().getKernelArgsList(),
                machine.getSchematic().getExtensionsList());
        boolean isDecided =
                !last.getSchematicId().isEmpty() && last.getTalosVersion().equals(version);
        return wanted.equals(running) && isDecided ? last.getSchematicId() : images.schematic(wanted);
    }

    @Override
    protected boolean removed(Resource<MachineStatusSpec> machine) {
        store.removeFinalizer(UpkeepKinds.MACHINE_EXTENSIONS, machine.id(), NAME);
        return Outputs.remove(store, NAME, ResourceTypes.MACHINE_EXTENSIONS_STATUSES, machine.id());
    }

    private void hold(String machine) {
        store.get(UpkeepKinds.MACHINE_EXTENSIONS, machine).ifPresent(extensions -> {
            if (extensions.isTearingDown()) {
                store.removeFinalizer(UpkeepKinds.MACHINE_EXTENSIONS, machine, NAME);
            } else {
                store.addFinalizer(UpkeepKinds.MACHINE_EXTENSIONS, machine, NAME);
            }
        });
    }

    private List<String> kernelArgs(Resource<MachineStatusSpec> machine) {
        if (minor(machine.spec().getTalosVersion()) < TAKES_ARGUMENTS) {
            return machine.spec().getSchematic().getKernelArgsList();
        }
        return store.get(ResourceTypes.KERNEL_ARGS, machine.id())
                .map(declared -> (List<String>) declared.spec().getArgsList())
                .orElse(List.of());
    }

    private List<String> extensions(Resource<MachineStatusSpec> machine, boolean isMember) {
        if (!isMember) {
            return machine.spec().getSchematic().getExtensionsList();
        }
        return store.get(UpkeepKinds.MACHINE_EXTENSIONS, machine.id())
                .filter(declared -> !declared.isTearingDown())
                .map(declared -> (List<String>) declared.spec().getExtensionsList())
                .orElse(List.of());
    }

    /** Says which extensions a machine has, is about to get and about to lose, for the version it should run. */
    private void writeExtensions(
            Resource<MachineStatusSpec> machine,
            Optional<Resource<ClusterMachineSpec>> member,
            String version,
            List<String> wanted) {
        List<String> installed = machine.spec().getSchematic().getExtensionsList();
        TreeSet<String> all = new TreeSet<>(wanted);
        all.addAll(installed);
        MachineExtensionsStatusSpec.Builder status =
                MachineExtensionsStatusSpec.newBuilder().setTalosVersion("v" + version);
        all.forEach(name -> status.addExtensions(
                Item.newBuilder().setName(name).setPhase(phase(wanted.contains(name), installed.contains(name)))));
        store.modify(
                NAME,
                ResourceTypes.MACHINE_EXTENSIONS_STATUSES,
                machine.id(),
                output -> Outputs.withLabels(
                                output, member.map(Outputs::membership).orElse(Map.of()))
                        .withSpec(status.build()));
    }

    private static Item.Phase phase(boolean isWanted, boolean isInstalled) {
        if (!isWanted) {
            return Item.Phase.Removing;
        }
        return isInstalled ? Item.Phase.Installed : Item.Phase.Installing;
    }

    private static int minor(String talosVersion) {
        String[] numbers = talosVersion.split("\\.", -1);
        return numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
    }
}

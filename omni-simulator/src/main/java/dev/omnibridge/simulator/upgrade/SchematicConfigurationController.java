package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsStatusSpec.Item;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.proto.specs.SchematicConfigurationSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.Concerned;
import dev.omnibridge.simulator.clustermachine.Layers;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Schematics;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which image each machine should run: the extensions of the narrowest scope win outright (resources.md 11). */
final class SchematicConfigurationController extends Transform<MachineStatusSpec, SchematicConfigurationSpec> {

    private static final String NAME = "SchematicConfigurationController";

    SchematicConfigurationController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.MACHINE_STATUSES,
                ResourceTypes.SCHEMATIC_CONFIGURATIONS,
                List.of(
                        Input.byId(ResourceTypes.CLUSTER_MACHINES),
                        Concerned.machinesOfCluster(store, ResourceTypes.CLUSTERS),
                        Concerned.machinesInScope(store, ResourceTypes.EXTENSIONS_CONFIGURATIONS)));
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> machine) {
        Optional<Resource<ClusterMachineSpec>> member = store.get(ResourceTypes.CLUSTER_MACHINES, machine.id());
        Optional<String> cluster = member.flatMap(m -> m.label(OmniKeys.CLUSTER));
        String version = cluster.flatMap(id -> store.get(ResourceTypes.CLUSTERS, id))
                .map(c -> c.spec().getTalosVersion())
                .orElseGet(() -> machine.spec().getTalosVersion().replaceFirst("^v", ""));
        SchematicConfigurationSpec spec = SchematicConfigurationSpec.newBuilder()
                .setTalosVersion(version)
                .setSchematicId(member.flatMap(this::declaredSchematic)
                        .orElse(machine.spec().getSchematic().getInitialSchematic()))
                .build();
        write(
                machine.id(),
                output -> Outputs.withLabels(
                                output,
                                cluster.map(id -> Map.of(OmniKeys.CLUSTER, id)).orElse(Map.of()))
                        .withSpec(spec));
        writeExtensions(machine, member);
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<MachineStatusSpec> machine) {
        return Outputs.remove(store, NAME, ResourceTypes.MACHINE_EXTENSIONS_STATUSES, machine.id());
    }

    /** Says which extensions a machine has or is about to get. */
    private void writeExtensions(Resource<MachineStatusSpec> machine, Optional<Resource<ClusterMachineSpec>> member) {
        String running = machine.spec().getSchematic().getFullId();
        MachineExtensionsStatusSpec.Builder status = MachineExtensionsStatusSpec.newBuilder()
                .setTalosVersion(machine.spec().getTalosVersion());
        member.flatMap(this::extensions)
                .orElse(List.of())
                .forEach(name -> status.addExtensions(Item.newBuilder()
                        .setName(name)
                        .setPhase(
                                running.equals(member.flatMap(this::declaredSchematic)
                                                .orElse(""))
                                        ? Item.Phase.Installed
                                        : Item.Phase.Installing)));
        store.modify(
                NAME,
                ResourceTypes.MACHINE_EXTENSIONS_STATUSES,
                machine.id(),
                output -> Outputs.withLabels(
                                output, member.map(Outputs::membership).orElse(Map.of()))
                        .withSpec(status.build()));
    }

    private Optional<String> declaredSchematic(Resource<ClusterMachineSpec> machine) {
        return extensions(machine).map(Schematics::of);
    }

    private Optional<List<String>> extensions(Resource<ClusterMachineSpec> machine) {
        List<Resource<ExtensionsConfigurationSpec>> layers =
                Layers.of(store, ResourceTypes.EXTENSIONS_CONFIGURATIONS, machine);
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of(layers.getLast().spec().getExtensionsList());
    }
}

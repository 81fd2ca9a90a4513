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
import dev.omnibridge.simulator.machine.Schematics;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which image each machine should run: with the extensions that are declared for it, or as it came. */
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
                        Input.byId(UpkeepKinds.MACHINE_EXTENSIONS)));
    }

    @Override
    protected Requeue transform(Resource<MachineStatusSpec> machine) {
        hold(machine.id());
        Optional<Resource<ClusterMachineSpec>> member = store.get(ResourceTypes.CLUSTER_MACHINES, machine.id());
        Optional<Resource<ClusterMachineSpec>> staying = member.filter(m -> !m.isTearingDown());
        Optional<String> cluster = staying.flatMap(m -> m.label(OmniKeys.CLUSTER));
        String version = cluster.flatMap(id -> store.get(ResourceTypes.CLUSTERS, id))
                .map(c -> c.spec().getTalosVersion())
                .orElseGet(() -> machine.spec().getTalosVersion().replaceFirst("^v", ""));
        Optional<String> declared = member.flatMap(m -> declared(m.id())).map(Schematics::of);
        SchematicConfigurationSpec spec = SchematicConfigurationSpec.newBuilder()
                .setTalosVersion(version)
                .setSchematicId(declared.orElse(machine.spec().getSchematic().getInitialSchematic()))
                .build();
        write(
                machine.id(),
                output -> Outputs.withLabels(
                                output,
                                cluster.map(id -> Map.of(OmniKeys.CLUSTER, id)).orElse(Map.of()))
                        .withSpec(spec));
        writeExtensions(machine, staying, version);
        return Requeue.onEvent();
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

    /** Says which extensions a machine has or is about to get, for the version it should run. */
    private void writeExtensions(
            Resource<MachineStatusSpec> machine, Optional<Resource<ClusterMachineSpec>> member, String version) {
        String running = machine.spec().getSchematic().getFullId();
        List<String> wanted = member.flatMap(m -> declared(m.id())).orElse(List.of());
        Item.Phase phase = running.equals(Schematics.of(wanted)) ? Item.Phase.Installed : Item.Phase.Installing;
        MachineExtensionsStatusSpec.Builder status =
                MachineExtensionsStatusSpec.newBuilder().setTalosVersion("v" + version);
        wanted.forEach(
                name -> status.addExtensions(Item.newBuilder().setName(name).setPhase(phase)));
        store.modify(
                NAME,
                ResourceTypes.MACHINE_EXTENSIONS_STATUSES,
                machine.id(),
                output -> Outputs.withLabels(
                                output, member.map(Outputs::membership).orElse(Map.of()))
                        .withSpec(status.build()));
    }

    private Optional<List<String>> declared(String machine) {
        return store.get(UpkeepKinds.MACHINE_EXTENSIONS, machine)
                .filter(extensions -> !extensions.isTearingDown())
                .map(extensions -> extensions.spec().getExtensionsList());
    }
}

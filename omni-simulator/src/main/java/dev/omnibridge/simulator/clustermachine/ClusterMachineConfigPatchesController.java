package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigPatchesSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the patches that concern a machine, in the order in which they apply. */
final class ClusterMachineConfigPatchesController
        extends Transform<ClusterMachineSpec, ClusterMachineConfigPatchesSpec> {

    ClusterMachineConfigPatchesController(Store store) {
        super(
                store,
                Finalizers.PATCHES,
                ResourceTypes.CLUSTER_MACHINES,
                ResourceTypes.CLUSTER_MACHINE_CONFIG_PATCHES,
                List.<Input<?>>of(Concerned.machinesInScope(store, ResourceTypes.CONFIG_PATCHES)));
    }

    @Override
    protected Requeue transform(Resource<ClusterMachineSpec> machine) {
        List<Resource<ConfigPatchSpec>> patches = Layers.of(store, ResourceTypes.CONFIG_PATCHES, machine);
        String inputs = patches.stream()
                .map(patch -> patch.reference() + "@" + patch.version())
                .collect(Collectors.joining(","));
        write(
                machine.id(),
                output -> Outputs.withLabels(output, Outputs.membership(machine))
                        .withAnnotation("inputResourceVersion", Sha256.hex(inputs))
                        .withSpec(ClusterMachineConfigPatchesSpec.newBuilder()
                                .addAllPatches(patches.stream()
                                        .map(patch -> patch.spec().getData())
                                        .filter(text -> !text.isBlank())
                                        .toList())
                                .build()));
        return Requeue.onEvent();
    }
}

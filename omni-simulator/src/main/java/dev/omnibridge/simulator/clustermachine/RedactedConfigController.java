package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.time.InstantSource;
import java.util.List;

/** Shows the config a machine has, without secrets. */
final class RedactedConfigController
        extends Transform<ClusterMachineConfigStatusSpec, RedactedClusterMachineConfigSpec> {

    private static final String NAME = "RedactedClusterMachineConfigController";

    private final MachineConfigDiffs diffs;

    RedactedConfigController(Store store, InstantSource clock) {
        super(
                store,
                NAME,
                ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES,
                ResourceTypes.REDACTED_CLUSTER_MACHINE_CONFIGS,
                List.of());
        this.diffs = new MachineConfigDiffs(store, clock, NAME);
    }

    @Override
    protected Requeue transform(Resource<ClusterMachineConfigStatusSpec> status) {
        String text = status.spec().getRedactedCurrentMachineConfig();
        if (!text.isEmpty()) {
            store.get(ResourceTypes.REDACTED_CLUSTER_MACHINE_CONFIGS, status.id())
                    .map(known -> known.spec().getData())
                    .filter(known -> !known.equals(text))
                    .ifPresent(known -> diffs.add(status, known, text));
            write(
                    status.id(),
                    output -> Outputs.withLabels(output, status.labels())
                            .withAnnotation("inputResourceVersion", Sha256.hex(status.id() + "@" + status.version()))
                            .withSpec(RedactedClusterMachineConfigSpec.newBuilder()
                                    .setData(text)
                                    .build()));
        }
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<ClusterMachineConfigStatusSpec> status) {
        diffs.remove(status.id());
        return true;
    }
}

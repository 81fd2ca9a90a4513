package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Shows the config a machine has, without secrets. */
final class RedactedConfigController
        extends Transform<ClusterMachineConfigStatusSpec, RedactedClusterMachineConfigSpec> {

    RedactedConfigController(Store store) {
        super(
                store,
                "RedactedClusterMachineConfigController",
                ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES,
                ResourceTypes.REDACTED_CLUSTER_MACHINE_CONFIGS,
                List.of());
    }

    @Override
    protected Requeue transform(Resource<ClusterMachineConfigStatusSpec> status) {
        String text = status.spec().getRedactedCurrentMachineConfig();
        if (!text.isEmpty()) {
            write(
                    status.id(),
                    output -> Outputs.withLabels(output, status.labels())
                            .withSpec(RedactedClusterMachineConfigSpec.newBuilder()
                                    .setData(text)
                                    .build()));
        }
        return Requeue.onEvent();
    }
}

package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.allocation.TalosVersionRule;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/** Whether a machine's Talos fits a cluster's (resources.md 8). A machine that never joined is not judged. */
final class MachineCompatibility {

    private final Store store;

    MachineCompatibility(Store store) {
        this.store = store;
    }

    Optional<String> problem(String machine, Optional<Resource<ClusterSpec>> cluster) {
        return store.get(ResourceTypes.MACHINE_STATUSES, machine)
                .filter(status -> !status.spec().getSchematic().getInAgentMode())
                .flatMap(status -> cluster.flatMap(c -> problem(status, c)));
    }

    private static Optional<String> problem(Resource<MachineStatusSpec> status, Resource<ClusterSpec> cluster) {
        String needed = cluster.spec().getTalosVersion();
        return TalosVersionRule.allows(status, needed)
                ? Optional.empty()
                : Optional.of("the machine runs Talos " + status.spec().getTalosVersion()
                        + ", which is not compatible with the cluster's " + needed);
    }
}

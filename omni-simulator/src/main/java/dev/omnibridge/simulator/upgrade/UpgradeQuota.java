package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many machines of each set may be upgraded now: the set's parallelism minus the machines of the whole cluster that are not ready;
 * workers only when no control plane is outdated (status-and-lifecycle.md 4.7).
 */
final class UpgradeQuota {

    private UpgradeQuota() {}

    /** Quota by machine set; sets without one are left out. */
    static Map<String, Integer> of(
            List<Resource<MachineSetSpec>> sets,
            List<Resource<ClusterMachineStatusSpec>> machines,
            boolean isControlPlaneOutdated) {
        int unready = (int) machines.stream()
                .map(Resource::spec)
                .filter(status -> status.getStage() != ClusterMachineStatusSpec.Stage.RUNNING || !status.getReady())
                .count();
        Map<String, Integer> quota = new TreeMap<>();
        for (Resource<MachineSetSpec> set : sets) {
            int allowed = parallelism(set.spec()) - unready;
            if (allowed > 0 && (set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) || !isControlPlaneOutdated)) {
                quota.put(set.id(), allowed);
            }
        }
        return quota;
    }

    private static int parallelism(MachineSetSpec spec) {
        return spec.getUpgradeStrategy() == UpdateStrategy.Rolling && spec.hasUpgradeStrategyConfig()
                ? spec.getUpgradeStrategyConfig().getRolling().getMaxParallelism()
                : 1;
    }
}

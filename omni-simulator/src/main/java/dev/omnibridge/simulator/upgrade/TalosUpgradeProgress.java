package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Phase and texts of a Talos upgrade (status-and-lifecycle.md 4.7).
 *
 * @param store state
 * @param clusterName its name
 * @param cluster declared cluster
 * @param machines all its machines
 * @param configs what they are known to run
 * @param pending what they still have to take
 * @param mayProceed whether any set has a turn
 */
record TalosUpgradeProgress(
        Store store,
        String clusterName,
        ClusterSpec cluster,
        List<Resource<ClusterMachineSpec>> machines,
        List<Resource<ClusterMachineConfigStatusSpec>> configs,
        List<Resource<MachinePendingUpdatesSpec>> pending,
        boolean mayProceed) {

    private static final String UPGRADE_LOCK = "UpgradePendingFinalizer";

    /** The status that follows the given one. */
    TalosUpgradeStatusSpec status(TalosUpgradeStatusSpec before) {
        String target = cluster.getTalosVersion();
        long left = pending.stream().filter(p -> p.spec().hasUpgrade()).count();
        if (left == 0 && configs.stream().noneMatch(this::isOutdated)) {
            return TalosUpgradeStatusSpec.newBuilder()
                    .setPhase(Phase.Done)
                    .setLastUpgradeVersion(target)
                    .addAllUpgradeVersions(UpgradeVersions.talos(store, clusterName, cluster))
                    .build();
        }
        Phase phase = phase(before);
        TalosUpgradeStatusSpec.Builder status = TalosUpgradeStatusSpec.newBuilder()
                .setPhase(phase)
                .setLastUpgradeVersion(before.getLastUpgradeVersion())
                .setStep(step())
                .setStatus(progress(phase, left));
        if (phase == Phase.Upgrading) {
            status.setCurrentUpgradeVersion(target);
        }
        return areAllLocked()
                ? status.setStatus("waiting for machines to be unlocked").build()
                : status.build();
    }

    /** Whether a control plane is known to run another version or image than it should. */
    static boolean isControlPlaneOutdated(
            String talosVersion,
            List<Resource<ClusterMachineConfigStatusSpec>> configs,
            List<Resource<ClusterMachineTalosVersionSpec>> targets) {
        Map<String, String> schematics = targets.stream()
                .collect(Collectors.toMap(Resource::id, target -> target.spec().getSchematicId()));
        return configs.stream()
                .filter(config -> config.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && schematics.containsKey(config.id()))
                .anyMatch(config -> !config.spec().getTalosVersion().equals(talosVersion)
                        || !config.spec().getSchematicId().equals(schematics.get(config.id())));
    }

    private boolean isOutdated(Resource<ClusterMachineConfigStatusSpec> config) {
        return !config.spec().getTalosVersion().isEmpty()
                && !config.spec().getTalosVersion().equals(cluster.getTalosVersion());
    }

    private Phase phase(TalosUpgradeStatusSpec before) {
        if (!cluster.getTalosVersion().equals(before.getLastUpgradeVersion())) {
            return Phase.Upgrading;
        }
        return configs.stream().anyMatch(this::isOutdated) ? Phase.Reverting : Phase.UpdatingMachineSchematics;
    }

    private String progress(Phase phase, long left) {
        String verb = phase == Phase.Reverting ? "reverting update" : "updating";
        if (left == 0) {
            return verb;
        }
        long current = Math.min(machines.size() - left + 1, machines.size());
        return verb + (phase == Phase.Reverting ? " " : " machines ") + current + "/" + machines.size();
    }

    private String step() {
        List<String> current = machines.stream()
                .filter(machine -> machine.finalizers().contains(UPGRADE_LOCK))
                .map(Resource::id)
                .toList();
        if (areAllLocked()) {
            return "all machines are locked";
        }
        if (!mayProceed) {
            return "waiting for the cluster to be ready";
        }
        if (current.isEmpty()) {
            return "no machines are currently upgrading";
        }
        return (current.size() == 1 ? "current machine: " : "current machines: ") + String.join(", ", current);
    }

    private boolean areAllLocked() {
        List<Resource<MachinePendingUpdatesSpec>> upgrades =
                pending.stream().filter(p -> p.spec().hasUpgrade()).toList();
        return !upgrades.isEmpty()
                && upgrades.stream()
                        .allMatch(p -> store.get(ResourceTypes.MACHINE_SET_NODES, p.id())
                                .filter(node -> node.hasAnnotation(OmniKeys.LOCKED))
                                .isPresent());
    }
}

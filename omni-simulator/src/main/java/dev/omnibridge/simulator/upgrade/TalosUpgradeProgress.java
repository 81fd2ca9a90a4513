package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec;
import dev.omnibridge.omni.proto.specs.MachinePendingUpdatesSpec.Upgrade;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosUpgradeStatusSpec.Phase;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/**
 * Phase and texts of a Talos upgrade (status-and-lifecycle.md 4.7). What reads {@code Reverting} is often none: whenever the version is the last
 * one and no machine is shown to wait for another image, be it that it is not shown yet, or that it has it and is about to say so.
 *
 * @param store state
 * @param clusterName its name
 * @param cluster declared cluster
 * @param total how many machines it has
 * @param outdated those that run something else than they should
 * @param pending what machines still have to take
 */
record TalosUpgradeProgress(
        Store store,
        String clusterName,
        ClusterSpec cluster,
        int total,
        OutdatedMachines outdated,
        List<Resource<MachinePendingUpdatesSpec>> pending) {

    private static final String WAITING = "waiting for the cluster to be ready";

    /** The status that follows the given one, not looking at whose turn it is. */
    TalosUpgradeStatusSpec status(TalosUpgradeStatusSpec before) {
        String target = cluster.getTalosVersion();
        List<Resource<MachinePendingUpdatesSpec>> upgrades =
                pending.stream().filter(p -> isUpgrade(p.spec())).toList();
        if (upgrades.isEmpty() && outdated.all().isEmpty()) {
            return TalosUpgradeStatusSpec.newBuilder()
                    .setPhase(Phase.Done)
                    .setLastUpgradeVersion(target)
                    .addAllUpgradeVersions(UpgradeVersions.talos(store, clusterName, cluster))
                    .build();
        }
        Phase phase = phase(before, upgrades);
        boolean areAllLocked = outdated.upgrading().isEmpty()
                && !upgrades.isEmpty()
                && upgrades.stream().allMatch(this::isLocked);
        return TalosUpgradeStatusSpec.newBuilder()
                .setPhase(phase)
                .setLastUpgradeVersion(before.getLastUpgradeVersion())
                .setCurrentUpgradeVersion(phase == Phase.Upgrading ? target : "")
                .setStep(areAllLocked ? "all machines are locked" : step())
                .setStatus(areAllLocked ? "waiting for machines to be unlocked" : progress(phase, upgrades.size()))
                .build();
    }

    /** A status while no set has a turn. */
    static TalosUpgradeStatusSpec waiting(TalosUpgradeStatusSpec status) {
        return status.getPhase() == Phase.Done
                ? status
                : status.toBuilder().setStep(WAITING).build();
    }

    private static boolean isUpgrade(MachinePendingUpdatesSpec pending) {
        Upgrade upgrade = pending.getUpgrade();
        return !upgrade.getFromSchematic().isEmpty()
                && !upgrade.getFromVersion().isEmpty();
    }

    private Phase phase(TalosUpgradeStatusSpec before, List<Resource<MachinePendingUpdatesSpec>> upgrades) {
        if (!cluster.getTalosVersion().equals(before.getLastUpgradeVersion())) {
            return Phase.Upgrading;
        }
        return upgrades.stream()
                        .map(p -> p.spec().getUpgrade())
                        .anyMatch(upgrade -> !upgrade.getFromSchematic().equals(upgrade.getToSchematic()))
                ? Phase.UpdatingMachineSchematics
                : Phase.Reverting;
    }

    private String progress(Phase phase, int left) {
        String count = Math.min(total - left + 1, total) + "/" + total;
        if (phase == Phase.Reverting) {
            return "reverting update " + count;
        }
        return left == 0 ? "updating" : "updating machines " + count;
    }

    private String step() {
        List<String> current = outdated.upgrading().stream().map(Resource::id).toList();
        if (current.isEmpty()) {
            return "no machines are currently upgrading";
        }
        return (current.size() == 1 ? "current machine: " : "current machines: ") + String.join(", ", current);
    }

    private boolean isLocked(Resource<?> machine) {
        return store.get(ResourceTypes.MACHINE_SET_NODES, machine.id())
                .filter(node -> node.hasAnnotation(OmniKeys.LOCKED))
                .isPresent();
    }
}

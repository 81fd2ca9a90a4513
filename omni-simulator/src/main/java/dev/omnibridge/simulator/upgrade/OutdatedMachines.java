package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.SchematicConfigurationSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/**
 * Machines of a cluster that run another Talos or another image than they should. One that is not known to run any is none of them: it is being
 * installed.
 *
 * @param all those that run another one, and those whose image is not decided yet for the version that the cluster should have
 * @param upgrading those of them whose turn it is
 */
record OutdatedMachines(List<Resource<ClusterMachineSpec>> all, List<Resource<ClusterMachineSpec>> upgrading) {

    private static final String UPGRADE_LOCK = "UpgradePendingFinalizer";

    /** Looks for them. */
    static OutdatedMachines among(Store store, List<Resource<ClusterMachineSpec>> machines, String talosVersion) {
        List<Resource<ClusterMachineSpec>> outdated = machines.stream()
                .filter(machine -> isOutdated(store, machine, talosVersion))
                .toList();
        return new OutdatedMachines(
                outdated, outdated.stream().filter(OutdatedMachines::hasTurn).toList());
    }

    /** Whether one is a control plane: workers wait for it. */
    boolean hasControlPlane() {
        return all.stream().anyMatch(machine -> machine.hasLabel(OmniKeys.ROLE_CONTROL_PLANE));
    }

    private static boolean hasTurn(Resource<ClusterMachineSpec> machine) {
        return machine.finalizers().contains(UPGRADE_LOCK);
    }

    private static boolean isOutdated(Store store, Resource<ClusterMachineSpec> machine, String talosVersion) {
        return store.get(ResourceTypes.SCHEMATIC_CONFIGURATIONS, machine.id())
                .map(Resource::spec)
                .flatMap(wanted -> store.get(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, machine.id())
                        .map(Resource::spec)
                        .filter(known -> !known.getTalosVersion().isEmpty()
                                && !known.getSchematicId().isEmpty())
                        .filter(known -> hasTurn(machine) || differs(known, wanted, talosVersion)))
                .isPresent();
    }

    private static boolean differs(
            ClusterMachineConfigStatusSpec known, SchematicConfigurationSpec wanted, String talosVersion) {
        return !wanted.getTalosVersion().equals(talosVersion)
                || !known.getTalosVersion().equals(wanted.getTalosVersion())
                || !known.getSchematicId().equals(wanted.getSchematicId());
    }
}

package dev.omnibridge.simulator.metrics;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.kind.MetricsKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.World;

/** Omni's controllers that count. */
public final class MetricsControllers {

    private MetricsControllers() {}

    /** Registers them; each counts once at the beginning, when there is nothing. */
    public static void register(World world) {
        Store store = world.store();
        register(
                world,
                new MetricsController<>(
                        store,
                        "ClusterMetricsController",
                        ResourceTypes.CLUSTERS,
                        MetricsKinds.CLUSTER_METRICS,
                        Counts::features));
        register(
                world,
                new MetricsController<>(
                        store,
                        "ClusterStatusMetricsController",
                        ResourceTypes.CLUSTER_STATUSES,
                        MetricsKinds.CLUSTER_STATUS_METRICS,
                        Counts::phases));
        register(
                world,
                new MetricsController<>(
                        store,
                        "MachineStatusMetricsController",
                        ResourceTypes.MACHINE_STATUSES,
                        MetricsKinds.MACHINE_STATUS_METRICS,
                        Counts::machines));
    }

    private static void register(World world, MetricsController<?, ?> controller) {
        world.register(controller);
        world.enqueue(controller, MetricsKinds.ID);
    }
}

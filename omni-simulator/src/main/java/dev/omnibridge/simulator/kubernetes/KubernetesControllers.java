package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;

/** Omni's controllers about the Kubernetes inside clusters. */
public final class KubernetesControllers {

    private KubernetesControllers() {}

    /**
     * Registers them.
     *
     * @param healthCheck interval of the load balancers' checks; zero for a check at every change
     */
    public static void register(World world, Machines machines, Duration healthCheck) {
        KubernetesApi kubernetes = new KubernetesApi(world.store(), machines);
        var loadBalancers = new LoadBalancerController(world, kubernetes, healthCheck);
        var statuses = new KubernetesStatusController(world.store(), kubernetes);
        machines.wakeByCluster(loadBalancers);
        machines.wakeByCluster(statuses);
        world.register(loadBalancers);
        world.register(new KubernetesUpgradeStatusController(world.store(), kubernetes));
        world.register(statuses);
    }
}

package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Holder;
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
     * @param imagePull how long a node pulls an image
     */
    public static void register(World world, Machines machines, Duration healthCheck, Duration imagePull) {
        KubernetesApi kubernetes = new KubernetesApi(world.store(), machines);
        var loadBalancers = new LoadBalancerController(world, kubernetes, healthCheck);
        var statuses = new KubernetesStatusController(world.store(), kubernetes);
        machines.wakeByCluster(loadBalancers);
        machines.wakeByCluster(statuses);
        world.register(loadBalancers);
        world.register(
                new KubernetesUpgradeStatusController(world.store(), kubernetes, new ImagePulls(world, imagePull)));
        world.register(statuses);
        world.register(new KubernetesUpgradeManifestStatusController(world.store()));
        world.register(new KubernetesNodesController(world.store()));
        world.register(
                new Holder<>(world.store(), "KubernetesNodeAuditController", ResourceTypes.CLUSTER_KUBERNETES_NODES));
    }
}

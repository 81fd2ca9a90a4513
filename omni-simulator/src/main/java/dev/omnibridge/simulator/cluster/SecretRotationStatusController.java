package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Says that no secret is being rotated, as long as a cluster has secrets: from its control plane set until the last machine has left. */
final class SecretRotationStatusController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTERS),
            Input.byLabel(ResourceTypes.MACHINE_SETS, OmniKeys.CLUSTER),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.CLUSTER));

    private final Store store;

    SecretRotationStatusController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "SecretRotationStatusController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        boolean isLeaving = store.get(ResourceTypes.CLUSTERS, key)
                .filter(cluster -> !cluster.isTearingDown())
                .isEmpty();
        LabelQuery inCluster = LabelQuery.equal(OmniKeys.CLUSTER, key);
        if (isLeaving) {
            if (store.list(ResourceTypes.CLUSTER_MACHINES, inCluster).isEmpty()) {
                Outputs.remove(store, name(), ResourceTypes.CLUSTER_SECRETS_ROTATION_STATUSES, key);
            }
        } else if (store.list(ResourceTypes.MACHINE_SETS, inCluster).stream()
                .anyMatch(SecretRotationStatusController::isControlPlane)) {
            store.modify(name(), ResourceTypes.CLUSTER_SECRETS_ROTATION_STATUSES, key, status -> status);
        }
        return Requeue.onEvent();
    }

    private static boolean isControlPlane(Resource<?> set) {
        return set.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
    }
}

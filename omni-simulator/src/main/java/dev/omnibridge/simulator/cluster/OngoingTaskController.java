package dev.omnibridge.simulator.cluster;

import dev.omnibridge.omni.proto.specs.OngoingTaskSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;

/** Shows what is under way in a cluster: upgrades while they say something of themselves, and the deletion (status-and-lifecycle.md 2.8). */
final class OngoingTaskController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.TALOS_UPGRADE_STATUSES),
            Input.byId(ResourceTypes.KUBERNETES_UPGRADE_STATUSES),
            Input.byId(ResourceTypes.CLUSTER_DESTROY_STATUSES));

    private final Store store;

    OngoingTaskController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "OngoingTaskController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        show(
                key + "-talos-update",
                store.get(ResourceTypes.TALOS_UPGRADE_STATUSES, key)
                        .map(Resource::spec)
                        .filter(status -> !status.getStatus().isEmpty())
                        .map(status -> task("Updating Cluster ", key).setTalosUpgrade(status)));
        show(
                key + "-kubernetes-update",
                store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, key)
                        .map(Resource::spec)
                        .filter(status -> !status.getStep().isEmpty())
                        .map(status -> task("Updating Cluster ", key).setKubernetesUpgrade(status)));
        show(
                key + "-destroy",
                store.get(ResourceTypes.CLUSTER_DESTROY_STATUSES, key)
                        .map(Resource::spec)
                        .map(status -> task("Destroying Cluster ", key).setDestroy(status)));
        return Requeue.onEvent();
    }

    private void show(String id, Optional<OngoingTaskSpec.Builder> task) {
        task.ifPresentOrElse(
                spec -> store.modify(name(), ResourceTypes.ONGOING_TASKS, id, output -> output.withSpec(spec.build())),
                () -> Outputs.remove(store, name(), ResourceTypes.ONGOING_TASKS, id));
    }

    private static OngoingTaskSpec.Builder task(String title, String cluster) {
        return OngoingTaskSpec.newBuilder().setTitle(title + cluster).setResourceId(cluster);
    }
}

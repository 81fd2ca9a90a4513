package dev.omnibridge.simulator.machineset;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineStatusSpec.Stage;
import dev.omnibridge.omni.proto.specs.LoadBalancerStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the machines of a set members of the cluster, and lets them go: many workers at once, control planes one by one. */
final class MachineSetMembers {

    /** What the status of a machine can tell once its node is gone; of one that was never heard of it tells nothing. */
    private static final Set<Stage> WITHOUT_NODE = Set.of(Stage.BEFORE_DESTROY, Stage.DESTROYING, Stage.UNKNOWN);

    private final Store store;
    private final Machines machines;
    private final String owner;

    MachineSetMembers(Store store, Machines machines, String owner) {
        this.store = store;
        this.machines = machines;
        this.owner = owner;
    }

    /** Creates a ClusterMachine for each node whose machine shows that it belongs to the set. */
    void create(MachineSetView view) {
        view.cluster()
                .ifPresent(cluster -> view.runningNodes().values().stream()
                        .filter(node -> !view.machines().containsKey(node.id()))
                        .filter(node -> showsSet(node.id(), view.set().id()))
                        .forEach(node -> {
                            ClusterMachineSpec spec = ClusterMachineSpec.newBuilder()
                                    .setKubernetesVersion(cluster.spec().getKubernetesVersion())
                                    .build();
                            store.create(
                                    owner,
                                    Outputs.withLabels(
                                                    Resource.of(ResourceTypes.CLUSTER_MACHINES, node.id(), spec),
                                                    Outputs.membership(view.set()))
                                            .withLabel(
                                                    OmniKeys.MACHINE_SET,
                                                    view.set().id()));
                            store.addFinalizer(ResourceTypes.MACHINES, node.id(), owner);
                        }));
    }

    /**
     * Marks machines that no node asks for, workers once their status tells so.
     *
     * @return false if a control plane must stay because etcd would lose its quorum; Omni then leaves the set's status as it is
     */
    boolean tearDown(MachineSetView view) {
        List<String> surplus = List.copyOf(view.surplusMachines().keySet());
        if (surplus.isEmpty()) {
            return true;
        }
        if (view.isControlPlane()) {
            return tearDownControlPlane(view, surplus.getFirst());
        }
        long quota = deleteQuota(view.set().spec()) - view.leavingMachines().size();
        surplus.stream()
                .filter(this::isShownAsUndeclared)
                .limit(Math.max(0, quota))
                .forEach(this::tearDown);
        return true;
    }

    /**
     * Marks all machines of a set that is tearing down, without asking for quorum. A node that nobody holds any more is gone first, and the
     * status of its machine tells so: nodes of a class are held longer.
     */
    void tearDownAll(MachineSetView view) {
        view.machines().values().stream()
                .filter(machine -> !machine.isTearingDown())
                .map(Resource::id)
                .filter(id -> Optional.ofNullable(view.nodes().get(id))
                        .map(node -> !node.finalizers().isEmpty())
                        .orElseGet(() -> isShownAsUndeclared(id)))
                .forEach(this::tearDown);
    }

    private boolean isShownAsUndeclared(String machine) {
        return store.get(ResourceTypes.CLUSTER_MACHINE_STATUSES, machine)
                .map(status -> status.spec().getStage())
                .filter(stage -> !WITHOUT_NODE.contains(stage))
                .isEmpty();
    }

    /** Destroys machines that nobody holds any more. */
    void destroyReleased(MachineSetView view) {
        view.leavingMachines().values().stream()
                .filter(machine -> machine.finalizers().isEmpty())
                .map(Resource::id)
                .forEach(id -> {
                    store.destroy(owner, ResourceTypes.CLUSTER_MACHINES, id);
                    store.removeFinalizer(ResourceTypes.MACHINES, id, owner);
                });
    }

    private boolean tearDownControlPlane(MachineSetView view, String machine) {
        boolean isHealthy = store.get(ResourceTypes.LOAD_BALANCER_STATUSES, view.clusterName())
                .map(Resource::spec)
                .filter(LoadBalancerStatusSpec::getHealthy)
                .isPresent();
        boolean isAdding = view.runningNodes().keySet().stream()
                .anyMatch(node -> !view.machines().containsKey(node));
        if (!isHealthy || isAdding || !view.leavingMachines().isEmpty()) {
            return true;
        }
        if (!EtcdQuorum.read(store, machines, view.clusterName()).allowsRemovalOf(machine)) {
            return false;
        }
        tearDown(machine);
        return true;
    }

    private void tearDown(String machine) {
        store.teardown(owner, ResourceTypes.CLUSTER_MACHINES, machine);
    }

    private boolean showsSet(String machine, String set) {
        return store.get(ResourceTypes.MACHINE_STATUS_LABELS, machine)
                .filter(labels -> !labels.isTearingDown())
                .flatMap(labels -> labels.label(OmniKeys.MACHINE_SET))
                .equals(Optional.of(set));
    }

    /** All at once unless a rolling strategy says otherwise (resources.md 7). */
    private static long deleteQuota(MachineSetSpec spec) {
        return spec.getDeleteStrategy() == UpdateStrategy.Rolling && spec.hasDeleteStrategyConfig()
                ? spec.getDeleteStrategyConfig().getRolling().getMaxParallelism()
                : Long.MAX_VALUE;
    }
}

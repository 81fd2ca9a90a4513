package dev.omnibridge.simulator.machineset;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetConfigStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetPhase;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetStatusSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.ClusterLock;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Turns the nodes of a set into cluster machines and keeps the set's status. */
final class MachineSetStatusController extends Transform<MachineSetSpec, MachineSetStatusSpec> {

    private static final String NAME = "MachineSetStatusController";

    private final MachineSetMembers members;

    MachineSetStatusController(Store store, Machines machines) {
        super(
                store,
                NAME,
                ResourceTypes.MACHINE_SETS,
                ResourceTypes.MACHINE_SET_STATUSES,
                List.of(
                        Input.byLabel(ResourceTypes.MACHINE_SET_NODES, OmniKeys.MACHINE_SET),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINES, OmniKeys.MACHINE_SET),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.MACHINE_SET),
                        Input.byLabel(ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES, OmniKeys.MACHINE_SET),
                        Input.byLabel(ResourceTypes.MACHINE_PENDING_UPDATES, OmniKeys.MACHINE_SET),
                        Input.byLabel(ResourceTypes.MACHINE_STATUS_LABELS, OmniKeys.MACHINE_SET),
                        setsOfCluster(store, ResourceTypes.CLUSTERS),
                        setsOfCluster(store, ResourceTypes.LOAD_BALANCER_STATUSES)));
        this.members = new MachineSetMembers(store, machines, NAME);
    }

    private static <S extends Message> Input<S> setsOfCluster(Store store, ResourceType<S> type) {
        return new Input<>(
                type,
                cluster ->
                        store
                                .list(ResourceTypes.MACHINE_SETS, LabelQuery.equal(OmniKeys.CLUSTER, cluster.id()))
                                .stream()
                                .map(Resource::id)
                                .toList());
    }

    @Override
    protected Requeue transform(Resource<MachineSetSpec> set) {
        MachineSetView view = MachineSetView.read(store, set);
        holdNodes(view);
        if (view.cluster().filter(cluster -> !ClusterLock.holds(cluster)).isEmpty()) {
            return Requeue.onEvent();
        }
        members.create(view);
        boolean isRemovalSafe = members.tearDown(view);
        members.destroyReleased(view);
        writeConfigStatus(view, true);
        if (isRemovalSafe) {
            writeStatus(set, MachineSetFormula.of(MachineSetView.read(store, set)));
        }
        return Requeue.onEvent();
    }

    @Override
    protected boolean removed(Resource<MachineSetSpec> set) {
        MachineSetView view = MachineSetView.read(store, set);
        holdNodes(view);
        if (!view.machines().isEmpty()) {
            writeConfigStatus(view, false);
        }
        if (isShownAsDestroying(set)) {
            members.tearDownAll(MachineSetView.read(store, set));
        }
        members.destroyReleased(MachineSetView.read(store, set));
        MachineSetView after = MachineSetView.read(store, set);
        store.get(ResourceTypes.MACHINE_SET_STATUSES, set.id())
                .filter(status -> !status.isTearingDown())
                .ifPresent(status -> writeStatus(set, MachineSetFormula.destroying(after, status.spec())));
        return after.machines().isEmpty()
                && after.nodes().isEmpty()
                && Outputs.remove(store, NAME, InternalTypes.MACHINE_SET_CONFIG_STATUSES, set.id());
    }

    /** The status says it first; its change brings the set back here. */
    private boolean isShownAsDestroying(Resource<MachineSetSpec> set) {
        return store.get(ResourceTypes.MACHINE_SET_STATUSES, set.id())
                .filter(status -> !status.isTearingDown() && status.spec().getPhase() != MachineSetPhase.Destroying)
                .isEmpty();
    }

    private void holdNodes(MachineSetView view) {
        view.nodes().values().forEach(node -> {
            if (node.isTearingDown()) {
                // a node goes at once; its machine leaves later
                store.removeFinalizer(ResourceTypes.MACHINE_SET_NODES, node.id(), NAME);
            } else if (!view.set().isTearingDown()) {
                store.addFinalizer(ResourceTypes.MACHINE_SET_NODES, node.id(), NAME);
            }
        });
    }

    private void writeStatus(Resource<MachineSetSpec> set, MachineSetStatusSpec spec) {
        write(set.id(), status -> Outputs.withLabels(status, set.labels()).withSpec(spec));
    }

    private void writeConfigStatus(MachineSetView view, boolean isRunning) {
        MachineSetSpec spec = view.set().spec();
        boolean isChanging =
                !view.runningNodes().keySet().equals(view.machines().keySet());
        MachineSetConfigStatusSpec.Builder status = MachineSetConfigStatusSpec.newBuilder()
                .setConfigUpdatesAllowed(!view.isControlPlane() || !isChanging)
                .setShouldResetGraceful(isRunning)
                .setUpdateStrategy(spec.getUpdateStrategy());
        if (spec.hasUpdateStrategyConfig()) {
            status.setUpdateStrategyConfig(spec.getUpdateStrategyConfig());
        }
        store.modify(
                NAME,
                InternalTypes.MACHINE_SET_CONFIG_STATUSES,
                view.set().id(),
                output -> output.withSpec(status.build()));
    }
}

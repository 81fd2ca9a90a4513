package dev.omnibridge.simulator.allocation;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.MachineAllocation;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.ClusterLock;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Makes and removes the nodes of sets in class mode. A set without allocation is none of its business, not even one that it has put its
 * finalizer on: a set switched from class to manual therefore never finishes its deletion, on a real Omni too (resources.md 7).
 */
public final class MachineSetNodeController implements Controller {

    private static final String NAME = "MachineSetNodeController";

    private final Store store;
    private final List<Input<?>> inputs;
    /** Sets that want more machines than they have: a machine that becomes available concerns them, and only them. */
    private final NavigableSet<String> wanting = new ConcurrentSkipListSet<>();

    /** The controller. */
    public MachineSetNodeController(Store store) {
        this.store = store;
        this.inputs = List.of(
                Input.byId(ResourceTypes.MACHINE_SETS),
                Input.byLabel(ResourceTypes.MACHINE_SET_NODES, OmniKeys.MACHINE_SET),
                setsOfCluster(store, ResourceTypes.CLUSTERS),
                new Input<>(
                        ResourceTypes.MACHINE_STATUSES,
                        machine -> machine.hasLabel(OmniKeys.AVAILABLE) ? List.copyOf(wanting) : List.of()),
                new Input<>(ResourceTypes.MACHINE_CLASSES, machineClass -> List.copyOf(wanting)));
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
    public String name() {
        return NAME;
    }

    @Override
    public List<Input<?>> inputs() {
        return inputs;
    }

    @Override
    public Requeue reconcile(String key) {
        wanting.remove(key);
        store.get(ResourceTypes.MACHINE_SETS, key)
                .ifPresent(set -> allocation(set).ifPresent(allocation -> reconcile(set, allocation)));
        return Requeue.onEvent();
    }

    private void reconcile(Resource<MachineSetSpec> set, MachineAllocation allocation) {
        List<Resource<MachineSetNodeSpec>> nodes =
                store.list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()));
        releaseLeaving(nodes);
        if (set.isTearingDown()) {
            if (Outputs.tearDownAll(store, nodes)) {
                store.removeFinalizer(ResourceTypes.MACHINE_SETS, set.id(), NAME);
            }
            return;
        }
        store.addFinalizer(ResourceTypes.MACHINE_SETS, set.id(), NAME);
        if (set.label(OmniKeys.CLUSTER)
                .flatMap(cluster -> store.get(ResourceTypes.CLUSTERS, cluster))
                .filter(cluster -> !cluster.isTearingDown() && !ClusterLock.holds(cluster))
                .isPresent()) {
            scale(set, allocation, nodes);
        }
    }

    private void releaseLeaving(List<Resource<MachineSetNodeSpec>> nodes) {
        nodes.stream()
                .filter(node -> node.isTearingDown() && Outputs.isHeldOnlyBy(node, Set.of(NAME)))
                .forEach(node -> store.removeFinalizer(ResourceTypes.MACHINE_SET_NODES, node.id(), NAME));
    }

    private void scale(
            Resource<MachineSetSpec> set, MachineAllocation allocation, List<Resource<MachineSetNodeSpec>> nodes) {
        if (allocation.getAllocationType() == MachineAllocation.Type.Unlimited) {
            wanting.add(set.id());
            take(set, allocation, Long.MAX_VALUE);
            return;
        }
        // nodes on their way out still count, so that a machine is not replaced before it has gone
        long missing = allocation.getMachineCount() - (long) nodes.size();
        if (missing > 0) {
            wanting.add(set.id());
            take(set, allocation, missing);
            return;
        }
        List<Resource<MachineSetNodeSpec>> staying =
                nodes.stream().filter(node -> !node.isTearingDown()).toList();
        if (staying.size() > allocation.getMachineCount()) {
            staying.stream()
                    .min(ScaleDownOrder.of(store))
                    .ifPresent(node -> store.teardown("", ResourceTypes.MACHINE_SET_NODES, node.id()));
        }
    }

    private void take(Resource<MachineSetSpec> set, MachineAllocation allocation, long limit) {
        Optional<String> talosVersion = set.label(OmniKeys.CLUSTER)
                .flatMap(cluster -> store.get(ResourceTypes.CLUSTERS, cluster))
                .map(cluster -> cluster.spec().getTalosVersion());
        store.get(ResourceTypes.MACHINE_CLASSES, allocation.getName()).ifPresent(machineClass -> {
            MachineClassMatch match = new MachineClassMatch(machineClass.spec(), set.id(), talosVersion.orElse(""));
            store.list(ResourceTypes.MACHINE_STATUSES, LabelQuery.exists(OmniKeys.AVAILABLE)).stream()
                    // taken by somebody in the same moment: its status doesn't show it yet
                    .filter(machine -> store.get(ResourceTypes.MACHINE_SET_NODES, machine.id())
                            .isEmpty())
                    .filter(match::takes)
                    .limit(limit)
                    .forEach(machine -> createNode(set, machine.id()));
        });
    }

    private void createNode(Resource<MachineSetSpec> set, String machine) {
        store.create(
                "",
                Resource.of(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance())
                        .withMetadata(metadata -> metadata.putAllLabels(set.labels())
                                .putLabels(OmniKeys.MACHINE_SET, set.id())
                                .putLabels(OmniKeys.MANAGED_BY_MACHINE_SET_NODE_CONTROLLER, "")
                                .addFinalizers(NAME)));
    }

    private static Optional<MachineAllocation> allocation(Resource<MachineSetSpec> set) {
        if (set.spec().hasMachineClass()) {
            return Optional.of(set.spec().getMachineClass());
        }
        return set.spec().hasMachineAllocation() ? Optional.of(set.spec().getMachineAllocation()) : Optional.empty();
    }
}

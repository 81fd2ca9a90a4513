package dev.omnibridge.simulator.clustermachine;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Inputs that concern all machines of a cluster or a set at once. */
public final class Concerned {

    private Concerned() {}

    /** A type whose id is a cluster's name, for controllers whose keys are machines: all machines in the cluster. */
    public static <S extends Message> Input<S> machinesOfCluster(Store store, ResourceType<S> type) {
        return new Input<>(type, resource -> machines(store, OmniKeys.CLUSTER, resource.id()));
    }

    /** A type whose id is a machine set's, for controllers whose keys are machines: all machines in the set. */
    public static <S extends Message> Input<S> machinesOfSet(Store store, ResourceType<S> type) {
        return new Input<>(type, resource -> machines(store, OmniKeys.MACHINE_SET, resource.id()));
    }

    /** Declarations in layers, for controllers whose keys are machines: all machines in the narrowest scope named. */
    public static <S extends Message> Input<S> machinesInScope(Store store, ResourceType<S> type) {
        return new Input<>(type, resource -> inScope(store, resource));
    }

    private static Collection<String> inScope(Store store, Resource<?> declaration) {
        Optional<String> machine =
                declaration.label(Layers.MACHINE).or(() -> declaration.label(OmniKeys.CLUSTER_MACHINE));
        if (machine.isPresent()) {
            return List.of(machine.get());
        }
        return declaration
                .label(OmniKeys.MACHINE_SET)
                .map(set -> machines(store, OmniKeys.MACHINE_SET, set))
                .or(() -> declaration.label(OmniKeys.CLUSTER).map(name -> machines(store, OmniKeys.CLUSTER, name)))
                .orElse(List.of());
    }

    private static Collection<String> machines(Store store, String label, String value) {
        return store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(label, value)).stream()
                .map(Resource::id)
                .toList();
    }
}
